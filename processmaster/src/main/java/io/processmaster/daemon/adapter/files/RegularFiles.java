package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileOwner;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens regular files in one open directory, whose entries a stranger may exchange at any moment.
 *
 * <p>An existing file is first named by {@code O_PATH}, which touches nothing; what is then checked and what is then
 * opened is that very file. So no FIFO, device or socket is ever opened, not even for an instant.
 */
final class RegularFiles {
    private static final int CONFINED =
            FilePosix.RESOLVE_BENEATH | FilePosix.RESOLVE_NO_SYMLINKS | FilePosix.RESOLVE_NO_MAGICLINKS;
    private static final int NEW_FILE_MODE = 0640;
    private static final int PRIVATE_MODE = 0600;
    private static final int MAX_ATTEMPTS = 32;

    private RegularFiles() {}

    /** Opens or creates; a new file gets mode 0640 and belongs to {@code user}, an old one is not changed. */
    static FileHandle openAppend(FileHandle directory, String name, String path, Identity user) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<FileHandle> named = name(directory, name, path);
            Optional<FileHandle> file =
                    named.isPresent() ? append(named.get(), path, user) : create(directory, name, path, user);
            if (file.isPresent()) {
                FilePosix.changeFlags(file.get(), FilePosix.O_APPEND);
                return file.get();
            }
        }
        throw new IOException(path + ": somebody keeps creating and removing it");
    }

    /** Opens for reading what {@code named} names, and closes {@code named}. */
    static FileHandle openRead(FileHandle named, String path, Identity user) throws IOException {
        try (named) {
            check(named, path, user);
            return FilePosix.reopen(named, path, FilePosix.O_RDONLY | FilePosix.O_NONBLOCK);
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        }
    }

    /** Opens an existing file for reading and writing; empty when there is none. */
    static Optional<FileHandle> openBoth(FileHandle directory, String name, String path, Identity user)
            throws IOException {
        Optional<FileHandle> found = name(directory, name, path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (FileHandle named = found.get()) {
            return check(named, path, user)
                    ? Optional.of(FilePosix.reopen(named, path, FilePosix.O_RDWR | FilePosix.O_NONBLOCK))
                    : Optional.empty();
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        }
    }

    /** Names an existing file that would be opened; empty when there is none. */
    static Optional<FileHandle> nameRegular(FileHandle directory, String name, String path, Identity user)
            throws IOException {
        Optional<FileHandle> found = name(directory, name, path);
        boolean right = false;
        try {
            right = found.isPresent() && check(found.get(), path, user);
            return right ? found : Optional.empty();
        } finally {
            if (!right) {
                found.ifPresent(FileHandle::close);
            }
        }
    }

    /** Creates a file that belongs to root alone; the name must be free. */
    static FileHandle createPrivate(FileHandle directory, String name, String path) throws IOException {
        int flags = FilePosix.O_RDWR | FilePosix.O_CREAT | FilePosix.O_EXCL | FilePosix.O_NOFOLLOW;
        try {
            return FilePosix.open(directory.fd(), name, flags, PRIVATE_MODE, CONFINED);
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        }
    }

    /** Names the entry, whatever it is; empty when there is none. */
    static Optional<FileHandle> name(FileHandle directory, String name, String path) throws IOException {
        try {
            return Optional.of(
                    FilePosix.open(directory.fd(), name, FilePosix.O_PATH | FilePosix.O_NOFOLLOW, 0, CONFINED));
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                return Optional.empty();
            }
            throw Wording.explain(path, fault);
        }
    }

    private static Optional<FileHandle> append(FileHandle named, String path, Identity user) throws IOException {
        try (named) {
            if (!check(named, path, user)) {
                return Optional.empty();
            }
            return Optional.of(
                    FilePosix.reopen(named, path, FilePosix.O_WRONLY | FilePosix.O_APPEND | FilePosix.O_NONBLOCK));
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        }
    }

    private static Optional<FileHandle> create(FileHandle directory, String name, String path, Identity user)
            throws IOException {
        int flags = FilePosix.O_WRONLY | FilePosix.O_APPEND | FilePosix.O_NONBLOCK;
        int exclusive = FilePosix.O_CREAT | FilePosix.O_EXCL | FilePosix.O_NOFOLLOW;
        FileHandle file;
        try {
            file = FilePosix.open(directory.fd(), name, flags | exclusive, NEW_FILE_MODE, CONFINED);
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.EEXIST) {
                return Optional.empty();
            }
            throw Wording.explain(path, fault);
        }
        boolean given = false;
        try {
            FilePosix.changeMode(file, NEW_FILE_MODE);
            FilePosix.changeOwner(file, user.uid(), user.gid());
            given = true;
            return Optional.of(file);
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        } finally {
            if (!given) {
                file.close();
            }
        }
    }

    /** Refuses what may not be opened; false when the file has just been removed. */
    private static boolean check(FileHandle named, String path, Identity user) throws IOException {
        FileStatus status = FilePosix.status(named);
        if (status.kind() == FileKind.LINK) {
            throw Wording.link(path, named, user, "a regular file");
        }
        if (status.kind() != FileKind.REGULAR) {
            throw new PathRefused(path + ": is " + status.kind().words() + ", not a regular file (remove it)");
        }
        if (status.links() > 1) {
            throw new PathRefused(
                    path + ": has " + status.links() + " links, so it may be somebody else's file (remove it)");
        }
        if (status.uid() != 0 && status.uid() != user.uid()) {
            String others = user.uid() == 0 ? ", not by root" : ", neither root nor " + user.name();
            throw new PathRefused(path + ": is owned by user " + FileOwner.name(status.uid()) + others
                    + " (change its owner or remove it)");
        }
        return status.links() == 1;
    }
}
