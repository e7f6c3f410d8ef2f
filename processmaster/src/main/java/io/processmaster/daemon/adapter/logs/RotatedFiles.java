package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.files.Folder;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rotated files of one log file, in the directory that it lives in. */
final class RotatedFiles implements Closeable {
    /** The most of them that are looked at. */
    static final int MAX_FILES = 1000;

    private final Folder folder;
    private final String base;
    private final RotationSpec.Mode mode;

    /**
     * Takes over {@code folder}.
     *
     * @param base name of the live file
     * @param mode how it is rotated now; files of the other mode are older
     */
    RotatedFiles(Folder folder, String base, RotationSpec.Mode mode) {
        this.folder = folder;
        this.base = base;
        this.mode = mode;
    }

    /** The names of the generations that are there now, newest first; of one that is there twice, the plain file. */
    List<RotatedName> list() throws IOException {
        List<RotatedName> names = new ArrayList<>();
        for (String name : folder.names(entry -> RotatedName.parse(base, entry).isPresent(), MAX_FILES)) {
            RotatedName.parse(base, name).ifPresent(names::add);
        }
        return Generations.newestFirst(names, mode);
    }

    /** Opens a generation; when it was compressed since it was listed, that file. Empty when it is gone. */
    Optional<Rotated> open(RotatedName name) throws IOException {
        for (RotatedName candidate : List.of(name, Generations.twin(name))) {
            Optional<Opened> opened = folder.openRead(candidate.text());
            if (opened.isPresent()) {
                return Optional.of(new Rotated(candidate, opened.get(), false));
            }
        }
        return Optional.empty();
    }

    /** The name of the copy of a rotation that is under way: it gets its own once the live file is truncated. */
    static String pendingName(String base) {
        return "." + base + ".rotating";
    }

    /** Opens the copy of a rotation that is under way; empty when there is none that can be opened safely. */
    Optional<Rotated> pending() {
        try {
            RotatedName next = new RotatedName.Numbered(base, 1, false);
            return folder.openRead(pendingName(base)).map(file -> new Rotated(next, file, true));
        } catch (IOException notViewable) {
            return Optional.empty();
        }
    }

    /**
     * The newest generations, opened, newest first, {@code most} at the most, a pending copy among them; what cannot be
     * opened safely is left out.
     */
    List<Rotated> openNewest(int most) throws IOException {
        List<Rotated> opened = new ArrayList<>();
        pending().ifPresent(opened::add);
        for (RotatedName name : list()) {
            if (opened.size() == most) {
                break;
            }
            try {
                open(name).ifPresent(file -> addOther(opened, file));
            } catch (IOException notViewable) {
                // None of ours.
            }
        }
        return opened;
    }

    // A pending copy may get its name between two looks.
    private static void addOther(List<Rotated> opened, Rotated file) {
        if (opened.stream()
                .anyMatch(other -> other.file().status().sameFileAs(file.file().status()))) {
            file.close();
        } else {
            opened.add(file);
        }
    }

    /** Which file the newest generation is now; empty when there is none that can be opened. */
    Optional<FileStatus> newest() throws IOException {
        List<Rotated> newest = openNewest(1);
        newest.forEach(Rotated::close);
        return newest.stream().map(rotated -> rotated.file().status()).findFirst();
    }

    @Override
    public void close() {
        folder.close();
    }

    /**
     * An open rotated file.
     *
     * @param pending whether its rotation was under way when it was opened
     */
    record Rotated(RotatedName name, Opened file, boolean pending) implements Closeable {
        @Override
        public void close() {
            file.close();
        }
    }
}
