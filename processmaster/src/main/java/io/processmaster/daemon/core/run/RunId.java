package io.processmaster.daemon.core.run;

import io.processmaster.common.names.AppName;

/**
 * One run of one app; news that carries an older number is dropped.
 *
 * @param app whose run it is
 * @param number 1 for the first launch ever, counted up over restarts of the daemon
 */
public record RunId(AppName app, long number) {
    // By hand: the watch of the kernel asks several times for each run, and what a record brings is made at run time.
    @Override
    public boolean equals(Object other) {
        return other instanceof RunId id && number == id.number && app.equals(id.app);
    }

    @Override
    public int hashCode() {
        return app.hashCode() * 31 + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return app + "#" + number;
    }
}
