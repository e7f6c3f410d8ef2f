package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.time.Moment;

/**
 * What a stop has taken so far; the receipt that the person gets.
 *
 * @param began when it was asked for
 * @param signalled processes that got the signal
 * @param killed processes that were still there when everything was killed
 * @param forced whether everything had to be killed
 * @param overtime whether it was ended because it took longer than it may
 */
public record StopTally(Moment began, int signalled, int killed, boolean forced, boolean overtime) {
    static StopTally begin(Moment now) {
        return new StopTally(now, 0, 0, false, false);
    }

    static StopTally overtime(Moment now) {
        return new StopTally(now, 0, 0, false, true);
    }

    StopTally withSignalled(int count) {
        return new StopTally(began, signalled + count, killed, forced, overtime);
    }

    StopTally withKilled(int count) {
        return new StopTally(began, signalled, killed + count, true, overtime);
    }
}
