package io.processmaster.daemon.core.plan;

import io.processmaster.common.names.AppName;
import java.util.List;
import java.util.Locale;

/**
 * What an update means for one app.
 *
 * @param app whom
 * @param action what
 * @param keys the keys that differ, sorted; empty for new and removed apps
 */
public record Change(AppName app, Action action, List<String> keys) {
    /** Copies the list. */
    public Change {
        keys = List.copyOf(keys);
    }

    /** What can happen to an app. */
    public enum Action {
        /** It is started. */
        START,
        /** It is stopped. */
        STOP,
        /** Its run is ended and another started. */
        RESTART,
        /** The new values are in force without touching its processes. */
        LIVE,
        /** Nothing changes. */
        NONE;

        /** The name in lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
