package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.names.AppName;
import java.util.Optional;

/** Takes down what became of definitions that were to be regenerated. */
@FunctionalInterface
public interface RegenerationLog {
    /**
     * Takes one down.
     *
     * @param app whose definition, if its name is one
     * @param event name in the catalogue of events
     * @param message for people
     */
    void note(Optional<AppName> app, String event, String message);
}
