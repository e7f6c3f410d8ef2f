package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.EntryName;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Something below a trusted directory, held by an {@code O_PATH} handle: what is checked and what is then changed is the
 * same thing, whoever exchanges names meanwhile. It was not opened, and no link and no mount point is on the way to it.
 * A file whose status says that it has one name had no other than this one, see {@link OneName}.
 *
 * @param handle names it
 * @param status what it was when it was found
 * @param path how messages name it
 * @param rootOnly whether nobody but root can have put it there
 */
public record Pin(FileHandle handle, FileStatus status, String path, boolean rootOnly) implements Closeable {
    private static final int CONFINED = FilePosix.RESOLVE_BENEATH
            | FilePosix.RESOLVE_NO_SYMLINKS
            | FilePosix.RESOLVE_NO_MAGICLINKS
            | FilePosix.RESOLVE_NO_XDEV;
    private static final int NAMED = FilePosix.O_PATH | FilePosix.O_NOFOLLOW;
    private static final int ATTEMPTS = 10;

    /**
     * Finds what {@code relative} names; {@code .} for the directory itself.
     *
     * @throws PathRefused when there is nothing, or a link or a mount point on the way or in its place
     */
    public static Pin find(TrustedDirectory start, String relative) throws IOException {
        Pin here = itself(start);
        if (relative.equals(".")) {
            return here;
        }
        boolean first = true;
        for (String name : relative.split("/", -1)) {
            try (Pin parent = here) {
                here = parent.child(name, first ? name : parent.path() + "/" + name);
            }
            first = false;
        }
        return here;
    }

    private static Pin itself(TrustedDirectory start) throws IOException {
        FileHandle again =
                FilePosix.open(start.handle().fd(), ".", FilePosix.O_PATH | FilePosix.O_DIRECTORY, 0, CONFINED);
        return new Pin(again, FilePosix.status(again), start.path(), start.keepsEntriesOfRoot());
    }

    /** Names an entry of an open directory, whatever it is; empty when it is gone. */
    public static Optional<Pin> entry(FileHandle directory, EntryName name) throws IOException {
        try {
            return Optional.of(of(() -> FilePosix.open(directory.fd(), name, NAMED, CONFINED), name.toString(), false));
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** The failure at {@code path} in words for people. */
    public static IOException explain(String path, FileFault fault) {
        String shown = Wording.printable(path);
        return switch (fault.errno()) {
            case FileFault.ENOENT ->
                new PathRefused(shown + ": no such file or directory (create it; the daemon never does)");
            case FileFault.EXDEV ->
                new PathRefused(shown + ": is a mount point; nothing on another file system is touched"
                        + " (prepare it where it is mounted, and name the paths beside it one by one)");
            default -> Wording.explain(shown, fault);
        };
    }

    /** A path that somebody else chose, fit for a message. */
    public static String shown(String path) {
        return Wording.printable(path);
    }

    private Pin child(String name, String at) throws IOException {
        if (status.kind() != FileKind.DIRECTORY) {
            throw new PathRefused(path + ": is " + status.kind().words() + ", not a directory");
        }
        Pin child;
        try {
            child = of(
                    () -> FilePosix.open(handle.fd(), name, NAMED, 0, CONFINED),
                    at,
                    rootOnly && status.keepsEntriesOfRoot() && !status.writableByOthers());
        } catch (FileFault fault) {
            throw explain(at, fault);
        }
        if (child.status().kind() == FileKind.LINK) {
            try (child) {
                throw child.link();
            }
        }
        return child;
    }

    private static Pin of(OneName.Lookup lookup, String path, boolean rootOnly) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            FileHandle handle = lookup.find();
            Optional<FileStatus> status = settled(handle, lookup);
            if (status.isPresent()) {
                return new Pin(handle, status.get(), path, rootOnly);
            }
        }
        throw new PathRefused(
                Wording.printable(path)
                        + ": is exchanged or written over and over, so it may be somebody else's file (stop what does that, and try again)");
    }

    /** Closes {@code handle} when there is nothing to tell. */
    private static Optional<FileStatus> settled(FileHandle handle, OneName.Lookup lookup) throws IOException {
        boolean taken = false;
        try {
            Optional<FileStatus> status = OneName.of(handle, lookup);
            taken = status.isPresent();
            return status;
        } finally {
            if (!taken) {
                handle.close();
            }
        }
    }

    private PathRefused link() throws FileFault {
        return new PathRefused(Wording.printable(path) + ": is a symbolic link to "
                + Wording.printable(FilePosix.linkTarget(handle)) + "; none is followed (give the real path)");
    }

    @Override
    public void close() {
        handle.close();
    }
}
