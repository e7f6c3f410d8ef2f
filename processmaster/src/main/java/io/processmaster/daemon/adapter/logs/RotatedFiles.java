package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.files.Folder;
import io.processmaster.daemon.adapter.files.Opened;
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

    // Rotations are far apart; only somebody who renames on purpose uses these up.
    private static final int MAX_ATTEMPTS = 20;

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

    /** Opens the copy of a rotation that is under way; empty when there is none that can be opened safely. */
    Optional<Rotated> pending() {
        try {
            RotatedName next = new RotatedName.Numbered(base, 1, false);
            return folder.openRead(RotatedName.ofCopy(base)).map(file -> new Rotated(next, file, true));
        } catch (IOException notViewable) {
            return Optional.empty();
        }
    }

    /**
     * The newest generations, opened, newest first, {@code most} at the most, a pending copy among them; what cannot be
     * opened safely is left out. While they are being renamed, it looks again.
     */
    List<Rotated> openNewest(int most) throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Rotated> opened = new ArrayList<>();
            boolean settled = false;
            try (View before = view()) {
                boolean moved = open(most, opened);
                settled = attempt == MAX_ATTEMPTS || (!moved && isStill(before));
            } finally {
                if (!settled) {
                    opened.forEach(Rotated::close);
                }
            }
            if (settled) {
                return opened;
            }
        }
    }

    private boolean isStill(View before) throws IOException {
        try (View now = view()) {
            return before.equalTo(now);
        }
    }

    /** Opens them one by one; true when one was renamed meanwhile, so that another may have been passed over. */
    private boolean open(int most, List<Rotated> opened) throws IOException {
        boolean moved = false;
        pending().ifPresent(opened::add);
        for (RotatedName name : list()) {
            if (opened.size() == most) {
                break;
            }
            try {
                Optional<Rotated> file = open(name);
                moved |= file.isEmpty() || !addOther(opened, file.get());
            } catch (IOException notViewable) {
                // None of ours.
            }
        }
        return moved;
    }

    private static boolean addOther(List<Rotated> opened, Rotated file) {
        if (opened.stream().anyMatch(file::isSameFileAs)) {
            file.close();
            return false;
        }
        return opened.add(file);
    }

    /** Looks at the names as they are now. */
    View view() throws IOException {
        Optional<Rotated> pending = pending();
        Optional<Rotated> newest = Optional.empty();
        boolean seen = false;
        try {
            List<RotatedName> names = list();
            newest = names.isEmpty() ? newest : openSafely(names.get(0));
            seen = true;
            return new View(
                    pending, newest, names.stream().map(RotatedName::compress).toList());
        } finally {
            if (!seen) {
                pending.ifPresent(Rotated::close);
            }
        }
    }

    private Optional<Rotated> openSafely(RotatedName name) {
        try {
            return open(name);
        } catch (IOException notViewable) {
            return Optional.empty();
        }
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
        boolean isSameFileAs(Rotated other) {
            return file.status().sameFileAs(other.file().status());
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * The names at one moment. Each step of a rotation changes them, or which file is pending or the newest; both are held
     * open, so that no later file can be taken for them.
     *
     * @param generations as if all were compressed, for that changes nothing
     */
    record View(Optional<Rotated> pending, Optional<Rotated> newest, List<RotatedName> generations)
            implements Closeable {
        boolean equalTo(View other) {
            return isSame(pending, other.pending)
                    && isSame(newest, other.newest)
                    && generations.equals(other.generations);
        }

        private static boolean isSame(Optional<Rotated> one, Optional<Rotated> other) {
            return one.isPresent() == other.isPresent()
                    && (one.isEmpty() || one.get().isSameFileAs(other.get()));
        }

        @Override
        public void close() {
            pending.ifPresent(Rotated::close);
            newest.ifPresent(Rotated::close);
        }
    }
}
