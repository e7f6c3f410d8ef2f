package io.processmaster.daemon.control;

import io.processmaster.common.api.ConfigWarning;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.config.AppReader;
import io.processmaster.common.config.DraftedDefinition;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.Result;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.control.Registry.Created;
import io.processmaster.daemon.port.NewDefinitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes definitions out of drafts, one at a time. */
final class Drafting {
    private final NewDefinitions files;
    private final ControlApi control;
    private final Audit audit;

    Drafting(NewDefinitions files, ControlApi control, Audit audit) {
        this.files = files;
        this.control = control;
        this.audit = audit;
    }

    /** Empty when it is defined and in force; otherwise why not. */
    synchronized Optional<Created> define(Actor actor, AppDraft draft) throws Refused {
        AppName name = draft.name();
        Path file = files.place(name)
                .orElseThrow(() -> new Refused(
                        ErrorKind.BAD_CONFIG,
                        "cannot create " + name + ": there is no directory for definitions (set"
                                + " global.config_directory)"));
        String text = DraftedDefinition.text(draft);
        Result<AppSpec> read = AppReader.read(file, text);
        if (!read.isGood()) {
            return Optional.of(new Created.Wrong(
                    read.problems().stream().map(Problem::message).toList()));
        }
        audit.requested(actor, "create", List.of(name.text()));
        try {
            if (!files.write(name, text)) {
                return Optional.of(new Created.Taken("there is a definition file for " + name + " already"));
            }
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot create " + name + ": " + e.getMessage());
        }
        return update(actor, draft, file, text);
    }

    private Optional<Created> update(Actor actor, AppDraft draft, Path file, String text) throws Refused {
        try {
            UpdateReport report = control.update(actor, false, false);
            List<String> wrong = report.warnings().stream()
                    .filter(warning -> warning.file().equals(file.toString()))
                    .map(ConfigWarning::message)
                    .toList();
            if (wrong.isEmpty()) {
                return Optional.empty();
            }
            takeBack(draft.name(), text);
            control.update(actor, false, false);
            return Optional.of(new Created.Wrong(wrong));
        } catch (Refused e) {
            if (e.kind() == ErrorKind.TIMEOUT || e.kind() == ErrorKind.SHUTTING_DOWN) {
                throw new Refused(e.kind(), e.getMessage() + "; " + file + " is written", e.data());
            }
            takeBack(draft.name(), text);
            throw e;
        }
    }

    private void takeBack(AppName name, String text) throws Refused {
        try {
            files.takeBack(name, text);
        } catch (IOException e) {
            throw new Refused(
                    ErrorKind.IO_FAILED,
                    "the definition of " + name + " was refused, and removing its file failed: " + e.getMessage());
        }
    }
}
