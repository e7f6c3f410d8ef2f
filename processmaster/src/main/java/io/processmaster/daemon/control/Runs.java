package io.processmaster.daemon.control;

import io.processmaster.common.api.RunRecord;
import io.processmaster.common.names.AppName;
import java.util.Optional;
import java.util.OptionalLong;

/** Finished runs as the protocol tells them. */
final class Runs {
    private Runs() {}

    static RunRecord of(AppName app, io.processmaster.daemon.core.run.RunRecord run) {
        return new RunRecord(
                app.text(),
                run.run(),
                run.trigger(),
                Optional.of(run.reason()).filter(reason -> !reason.isEmpty()),
                run.startedAtMs(),
                OptionalLong.of(run.endedAtMs()),
                Exits.code(run.exit()),
                Exits.signal(run.exit()),
                run.oomKilled(),
                Optional.of(run.outcome()),
                run.stderrTail());
    }
}
