/** The program: options, wiring by hand, life of the daemon. */
package io.processmaster.daemon.boot;
