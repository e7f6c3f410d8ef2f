/** Rotation of log files: names and decisions, without touching a file. */
package io.processmaster.daemon.core.rotation;
