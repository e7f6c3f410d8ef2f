package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Enters and makes directories below an open one, whose entries a stranger may exchange at any moment. */
final class Directories {
    private static final int CONFINED =
            FilePosix.RESOLVE_BENEATH | FilePosix.RESOLVE_NO_SYMLINKS | FilePosix.RESOLVE_NO_MAGICLINKS;
    private static final int UNFINISHED_MODE = 0700;
    private static final int NEW_DIRECTORY_MODE = 0750;
    private static final int GROUP_AND_WORLD = 0077;
    private static final int MAX_ATTEMPTS = 32;

    private Directories() {}

    /** Enters a child directory; empty when there is no such entry, refused when it is something else. */
    static Optional<FileHandle> enter(FileHandle parent, String name, String path, Identity user) throws IOException {
        int flags = FilePosix.O_PATH | FilePosix.O_NOFOLLOW | FilePosix.O_DIRECTORY;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return Optional.of(FilePosix.open(parent.fd(), name, flags, 0, CONFINED));
            } catch (FileFault fault) {
                if (fault.errno() == FileFault.ENOENT) {
                    return Optional.empty();
                }
                // With both flags the kernel answers ENOTDIR to a link too, and ELOOP where it looked at the link
                // first.
                if (fault.errno() != FileFault.ENOTDIR && fault.errno() != FileFault.ELOOP) {
                    throw Wording.explain(path, fault);
                }
            }
            refuseOther(parent, name, path, user);
        }
        throw new IOException(path + ": somebody keeps exchanging it");
    }

    /** Enters a child directory, making it for {@code user} when it is missing. */
    static FileHandle enterOrMake(FileHandle parent, String name, String path, Identity user) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<FileHandle> entered = enter(parent, name, path, user);
            if (entered.isPresent()) {
                return entered.get();
            }
            try {
                FilePosix.makeDirectory(parent, name, UNFINISHED_MODE);
            } catch (FileFault fault) {
                if (fault.errno() == FileFault.EEXIST) {
                    continue;
                }
                throw Wording.explain(path, fault);
            }
            Optional<FileHandle> made = enter(parent, name, path, user);
            if (made.isPresent()) {
                give(made.get(), path, user);
                return made.get();
            }
        }
        throw new IOException(path + ": somebody keeps making and removing it");
    }

    /**
     * Gives a directory that we made to the user, unless it was exchanged meanwhile.
     *
     * <p>What is found now need not be what we made: whoever owns the parent can rename things. So it is given away only
     * if it is root's, closed to everybody else and empty: then nobody but root can have put anything into it, and
     * giving it away gives nothing else. A user's own directory needs nothing.
     */
    private static void give(FileHandle named, String path, Identity user) throws IOException {
        boolean given = false;
        try (FileHandle directory = FilePosix.reopen(named, path, FilePosix.O_RDONLY | FilePosix.O_DIRECTORY)) {
            FileStatus status = FilePosix.status(directory);
            if (status.uid() == 0 && (status.mode() & GROUP_AND_WORLD) == 0 && isEmpty(directory)) {
                FilePosix.changeMode(directory, NEW_DIRECTORY_MODE);
                FilePosix.changeOwner(directory, user.uid(), user.gid());
            }
            given = true;
        } catch (FileFault fault) {
            throw Wording.explain(path, fault);
        } finally {
            if (!given) {
                named.close();
            }
        }
    }

    private static boolean isEmpty(FileHandle directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(FilePosix.selfPath(directory.fd())))) {
            return !entries.iterator().hasNext();
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    private static void refuseOther(FileHandle parent, String name, String path, Identity user) throws IOException {
        Optional<FileHandle> found = RegularFiles.name(parent, name, path);
        if (found.isPresent()) {
            try (FileHandle other = found.get()) {
                FileStatus status = FilePosix.status(other);
                if (status.kind() != FileKind.DIRECTORY) {
                    throw Wording.notDirectory(path, other, status, user);
                }
            }
        }
    }
}
