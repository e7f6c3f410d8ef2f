/** System tests: the real launchers, a real daemon, real processes. */
package io.processmaster.dist;
