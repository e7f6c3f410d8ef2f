/** The fleet of apps as a whole, and what of it outlives the daemon. */
package io.processmaster.daemon.core.fleet;
