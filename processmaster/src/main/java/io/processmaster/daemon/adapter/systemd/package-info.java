/** What systemd is told of the daemon. */
package io.processmaster.daemon.adapter.systemd;
