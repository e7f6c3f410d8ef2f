/** The journal of events: in memory for the readers, on disk for the next daemon. */
package io.processmaster.daemon.adapter.journal;
