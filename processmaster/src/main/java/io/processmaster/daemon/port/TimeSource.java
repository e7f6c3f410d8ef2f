package io.processmaster.daemon.port;

import io.processmaster.daemon.core.time.Moment;

/** The two clocks. */
public interface TimeSource {
    /** Now, by both clocks. */
    Moment now();

    /** Identifies this boot of the host; monotonic times of another boot mean nothing. */
    String bootId();
}
