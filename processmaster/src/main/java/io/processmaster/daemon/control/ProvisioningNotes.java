package io.processmaster.daemon.control;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.util.Map;
import java.util.Optional;

/** What provisioning does, in the journal. */
record ProvisioningNotes(EventLog events, TimeSource time) {
    void started(AppName app, String message) {
        events().append(time.now(), "provision", Optional.of(app), "provisioning_started", message, Map.of());
    }

    void done(AppName app, String message) {
        events().append(time.now(), "provision", Optional.of(app), "provisioned", message, Map.of());
    }

    void failed(AppName app, String message) {
        events().append(time.now(), "provision", Optional.of(app), "provisioning_failed", message, Map.of());
    }

    void changed(AppName app, String message) {
        events().append(time.now(), "provision", Optional.of(app), "provisioning_changed", message, Map.of());
    }
}
