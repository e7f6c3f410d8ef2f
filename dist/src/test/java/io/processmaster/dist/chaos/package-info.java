/** Chaos: everything at once that a host does to a daemon, by a plan that can be replayed, compared with the kernel. */
package io.processmaster.dist.chaos;
