package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A way down from a trusted directory, one child at a time, never through a link. */
final class Descent implements Closeable {
    private final FileHandle start;
    private final Identity user;
    private FileHandle here;
    private String path;
    private FileStatus status;
    private boolean rootOnly;

    Descent(TrustedWalk.Arrival start, String prefix, Identity user) {
        this.start = start.directory();
        this.user = user;
        here = start.directory();
        path = prefix;
        status = start.status();
        rootOnly = start.rootOnly();
    }

    /** The directory reached; stays owned by this descent. */
    FileHandle directory() {
        return here;
    }

    /**
     * Whether an entry of root in the directory reached was put there by root, and likewise every directory on the way.
     *
     * <p>On the way a sticky directory will do, for nobody can move a directory of root's into it. A file of root's that
     * lies in a directory of their own they can.
     */
    boolean rootOnly() {
        return rootOnly && !status.writableByOthers();
    }

    /** How messages name an entry of the directory reached. */
    String pathOf(String name) {
        return path + name;
    }

    /** Goes into a child; false when there is none. */
    boolean enter(String name) throws IOException {
        Optional<FileHandle> child = Directories.enter(here, name, pathOf(name), user);
        if (child.isPresent()) {
            move(child.get(), name);
        }
        return child.isPresent();
    }

    /** Goes into a child, making it when it is missing. */
    void enterOrMake(String name) throws IOException {
        move(Directories.enterOrMake(here, name, pathOf(name), user), name);
    }

    /** Hands the directory reached over to the caller. */
    FileHandle keep() {
        FileHandle kept = here;
        here = start;
        return kept;
    }

    @Override
    public void close() {
        if (here != start) {
            here.close();
        }
    }

    private void move(FileHandle child, String name) throws IOException {
        close();
        here = child;
        path = pathOf(name) + "/";
        status = FilePosix.status(child);
        rootOnly &= status.keepsEntriesOfRoot();
    }
}
