package io.processmaster.daemon.core.run;

import io.processmaster.common.names.AppName;

/**
 * One run of one app; news that carries an older number is dropped.
 *
 * @param app whose run it is
 * @param number 1 for the first launch ever, counted up over restarts of the daemon
 */
public record RunId(AppName app, long number) {
    @Override
    public String toString() {
        return app + "#" + number;
    }
}
