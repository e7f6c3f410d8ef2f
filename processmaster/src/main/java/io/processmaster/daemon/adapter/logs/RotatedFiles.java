package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.files.Folder;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rotated files of one log file, in the directory that it lives in. */
final class RotatedFiles implements Closeable {
    /** The most of them that are looked at. */
    static final int MAX_FILES = 1000;

    private final Folder folder;
    private final String base;
    private final Comparator<RotatedName> order;

    /**
     * Takes over {@code folder}.
     *
     * @param base name of the live file
     * @param mode how it is rotated now; files of the other mode are older
     */
    RotatedFiles(Folder folder, String base, RotationSpec.Mode mode) {
        this.folder = folder;
        this.base = base;
        boolean timed = mode == RotationSpec.Mode.TIME;
        order = Comparator.comparing((RotatedName name) -> (name instanceof RotatedName.Timed) != timed)
                .thenComparing(RotatedName.NEWEST_FIRST);
    }

    /** The names of the generations that are there now, newest first; of one that is there twice, the plain file. */
    List<RotatedName> list() throws IOException {
        List<RotatedName> names = new ArrayList<>();
        for (String name :
                folder.names(entry -> RotatedName.parse(base, entry).isPresent(), MAX_FILES)) {
            RotatedName.parse(base, name).ifPresent(names::add);
        }
        names.sort(order);
        List<RotatedName> generations = new ArrayList<>();
        for (RotatedName name : names) {
            int last = generations.size() - 1;
            if (last < 0 || !name.isGenerationOf(generations.get(last))) {
                generations.add(name);
            }
        }
        return generations;
    }

    /** Opens a generation; when it was compressed since it was listed, that file. Empty when it is gone. */
    Optional<Rotated> open(RotatedName name) throws IOException {
        for (RotatedName candidate : List.of(name, name.compressed(!name.compressed()))) {
            Optional<Opened> opened = folder.openRead(candidate.text());
            if (opened.isPresent()) {
                return Optional.of(new Rotated(candidate, opened.get()));
            }
        }
        return Optional.empty();
    }

    /** Which file the newest generation is now; empty when there is none that can be opened. */
    Optional<FileStatus> newest() throws IOException {
        for (RotatedName name : list()) {
            try {
                Optional<Rotated> newest = open(name);
                if (newest.isPresent()) {
                    newest.get().close();
                    return Optional.of(newest.get().file().status());
                }
            } catch (IOException notViewable) {
                // What cannot be opened safely is none of ours.
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        folder.close();
    }

    /** An open rotated file. */
    record Rotated(RotatedName name, Opened file) implements Closeable {
        @Override
        public void close() {
            file.close();
        }
    }
}
