package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.AutoReader;
import io.processmaster.common.config.AutoService;
import io.processmaster.common.config.GeneratedDefinition;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.files.Entries;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives one auto-service a new definition and keeps the old ones beside it.
 *
 * <p>The new text is complete on the disk before an old file gets another name, and the marker goes last. A crash after
 * any step leaves either the old definition or none, which means the same as the new one, and the marker, so that the
 * next load begins again; what was a definition once is never overwritten.
 */
final class Regeneration {
    /** The most old definitions that are kept in one directory; a person has to remove some then. */
    static final int MOST_BACKUPS = 1_000;

    private static final String UNFINISHED = "." + AutoService.FILE + ".new";
    private static final String BACKUP = AutoService.FILE + ".bak";
    private static final int MODE = 0644;

    private final Entries entries;
    private final byte[] text;
    private final List<String> backups = new ArrayList<>();

    private Regeneration(Entries entries, byte[] text) {
        this.entries = entries;
        this.text = text;
    }

    /** A part of the work that a crash can follow. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /**
     * For the service in {@code service}.
     *
     * @param entries the directory's, open as long as this is used
     */
    static Regeneration of(Path service, ServiceDefaults defaults, boolean enabled, Entries entries)
            throws PathRefused {
        String name = AutoReader.nameOf(service);
        AppName app = AppName.parse(name)
                .orElseThrow(() -> new PathRefused("no definition is written for a directory whose name is no name of"
                        + " an app (rename the directory)"));
        String text = GeneratedDefinition.text(app, service, defaults, enabled);
        return new Regeneration(entries, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The names that old definitions got. */
    List<String> backups() {
        return List.copyOf(backups);
    }

    /** What is to be done, in this order; each step may be the last before a crash. */
    List<Step> steps() {
        return List.of(
                this::write,
                () -> backUp(AutoService.FILE),
                () -> backUp(AutoService.OTHER_FILE),
                this::put,
                () -> entries.remove(AutoService.MARKER),
                entries::sync);
    }

    /** Writes a definition where there is none. */
    void create() throws IOException {
        write();
        put();
    }

    /** Removes what is unfinished after a failure. */
    void discard() {
        try {
            if (entries.find(UNFINISHED).isPresent()) {
                entries.remove(UNFINISHED);
            }
        } catch (IOException e) {
            // The next regeneration removes it; the failure itself is what has to be told.
            return;
        }
    }

    private void write() throws IOException {
        entries.write(UNFINISHED, text, MODE);
    }

    private void backUp(String name) throws IOException {
        Optional<FileStatus> old = entries.find(name);
        if (old.isEmpty()) {
            return;
        }
        if (old.get().kind() == FileKind.DIRECTORY) {
            throw new PathRefused(name + ": is a directory (remove it)");
        }
        for (int i = 0; i < MOST_BACKUPS; i++) {
            String free = i == 0 ? BACKUP : BACKUP + "." + i;
            if (entries.renameToFree(name, free)) {
                backups.add(free);
                return;
            }
        }
        throw new PathRefused(name + ": there are " + MOST_BACKUPS + " old definitions (remove some " + BACKUP + ".*)");
    }

    private void put() throws IOException {
        if (!entries.renameToFree(UNFINISHED, AutoService.FILE)) {
            throw new IOException(AutoService.FILE + ": somebody has just made one");
        }
        entries.sync();
    }
}
