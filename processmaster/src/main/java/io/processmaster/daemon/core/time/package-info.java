/** Wall clock and monotonic clock, kept apart. */
package io.processmaster.daemon.core.time;
