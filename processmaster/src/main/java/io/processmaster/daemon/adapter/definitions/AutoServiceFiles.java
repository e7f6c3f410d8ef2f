package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.AutoReader;
import io.processmaster.common.config.EnabledEditor;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.Result;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.files.Entries;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes definitions of auto-services, by the rules by which they are read. */
final class AutoServiceFiles {
    private static final int PERMISSIONS = 0777;

    private final ServiceDefaults defaults;
    private final Trust trust;
    private final RegenerationLog log;

    AutoServiceFiles(ServiceDefaults defaults, Trust trust, RegenerationLog log) {
        this.defaults = defaults;
        this.trust = trust;
        this.log = log;
    }

    /** Does what the marker asks for; the problem when that failed. */
    Optional<Problem> regenerate(Path service) {
        Optional<AppName> app = AppName.parse(AutoReader.nameOf(service));
        try (ServiceDirectory directory = ServiceDirectory.open(service, trust);
                Entries entries = directory.entries()) {
            Regeneration regeneration = Regeneration.of(service, defaults, true, entries);
            try {
                for (Regeneration.Step step : regeneration.steps()) {
                    step.run();
                }
            } catch (IOException e) {
                regeneration.discard();
                throw e;
            }
            String kept = regeneration.backups().isEmpty()
                    ? ""
                    : "; the old one is kept as " + String.join(", ", regeneration.backups());
            log.note(app, "service_regenerated", service + ": a new definition was written" + kept);
            return Optional.empty();
        } catch (IOException e) {
            String reason = "not regenerated: " + e.getMessage();
            log.note(app, "regeneration_failed", service + ": " + reason);
            return Optional.of(new Problem(service.toString(), 0, 0, reason));
        }
    }

    /** Sets {@code global.enabled} in the definition, or writes one that says it. */
    void writeEnabled(Path service, boolean enabled) throws IOException {
        try (ServiceDirectory directory = ServiceDirectory.open(service, trust);
                Entries entries = directory.entries()) {
            Optional<ServiceDirectory.Found> found = directory.definition();
            if (found.isPresent()) {
                edit(service, found.get(), enabled, entries);
            } else {
                create(Regeneration.of(service, defaults, enabled, entries));
            }
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(service.toString()) ? e : new IOException(service + "/" + message, e);
        }
    }

    private static void create(Regeneration regeneration) throws IOException {
        try {
            regeneration.create();
        } catch (IOException e) {
            regeneration.discard();
            throw e;
        }
    }

    private static void edit(Path service, ServiceDirectory.Found found, boolean enabled, Entries entries)
            throws IOException {
        byte[] old = bytes(found.bytes());
        Result<String> edited = EnabledEditor.withEnabled(service.resolve(found.name()), old, enabled);
        if (!edited.isGood()) {
            throw new IOException(
                    edited.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        byte[] wanted = edited.value().orElseThrow().getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(old, wanted)) {
            return;
        }
        String unfinished = "." + found.name() + ".new";
        entries.write(unfinished, wanted, found.status().mode() & PERMISSIONS);
        Optional<FileStatus> now = entries.find(found.name());
        if (now.isEmpty() || !now.get().equals(found.status())) {
            entries.remove(unfinished);
            throw new IOException(found.name() + ": it changed meanwhile (try again)");
        }
        entries.rename(unfinished, found.name());
        entries.sync();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
