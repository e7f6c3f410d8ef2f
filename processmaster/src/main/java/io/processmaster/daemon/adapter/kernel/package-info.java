/** The one thread that the kernel tells about emptied cgroups and ended processes. */
package io.processmaster.daemon.adapter.kernel;
