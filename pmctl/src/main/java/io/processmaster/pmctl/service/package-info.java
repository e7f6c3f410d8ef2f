/** The daemon as a unit of systemd, for a tree that was unpacked by hand. */
package io.processmaster.pmctl.service;
