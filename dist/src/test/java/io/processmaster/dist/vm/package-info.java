/** System tests in virtual machines: what only a host with systemd and a pure cgroup v2 can show. */
package io.processmaster.dist.vm;
