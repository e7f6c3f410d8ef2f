/** Rotates logs on this host: copies, freezes, truncates, names, compresses, and recovers what was cut short. */
package io.processmaster.daemon.adapter.rotation;
