package io.processmaster.daemon.web.rest;

import io.processmaster.common.spec.AppDraft;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.control.Registry.Created;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;

/** Makes a definition of what a client sends, where the administrator allows that. */
final class CreateProcess {
    static final String PHRASE = "Failed to create process";

    private final Registry registry;
    private final boolean allowed;

    CreateProcess(Registry registry, boolean allowed) {
        this.registry = registry;
        this.allowed = allowed;
    }

    Reply create(Ask ask) throws Refused {
        if (!allowed) {
            return Envelope.failure(
                    Envelope.FORBIDDEN,
                    Failures.FORBIDDEN,
                    "nothing is created over HTTP (set web_console.allow_create: true and restart the daemon)");
        }
        AppDraft draft = DraftBody.read(ask.body(), registry.usualUser());
        Created created = registry.create(ask.visitor().actor(), draft);
        if (created instanceof Created.Taken taken) {
            return Envelope.failure(Envelope.CONFLICT, "Process already exists", taken.by());
        }
        if (created instanceof Created.Wrong wrong) {
            return Envelope.failure(
                    Envelope.BAD_REQUEST,
                    PHRASE,
                    "cannot create " + draft.name() + ": " + String.join("; ", wrong.problems()),
                    wrong.problems());
        }
        Created.Done done = (Created.Done) created;
        return Envelope.done(
                Envelope.CREATED,
                PmProcess.of(done.app(), ask.visitor().role()),
                "Process '" + draft.name() + "' created successfully: its definition is "
                        + done.app().status().place().sourceFile());
    }
}
