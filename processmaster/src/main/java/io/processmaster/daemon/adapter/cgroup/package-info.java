/** The cgroup v2 file system: detection, the master cgroup and the cgroups of the apps. */
package io.processmaster.daemon.adapter.cgroup;
