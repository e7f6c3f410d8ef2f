/** Numbers for monitoring: of each app, and of the daemon itself. */
package io.processmaster.daemon.control.gauges;
