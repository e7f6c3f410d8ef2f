package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A directory below a trusted one, held open, whose entries are changed by name and never followed.
 *
 * <p>Whatever its owner does to the path meanwhile, every call acts on this very directory, and on names in it only. Not
 * for use by two threads at once.
 */
public final class HeldDirectory implements Closeable {
    /** The most entries that are looked at; a directory with more is refused. */
    public static final int MAX_ENTRIES = 100_000;

    private final FileHandle directory;
    private final String prefix;
    private final Identity user;

    HeldDirectory(FileHandle directory, String prefix, Identity user) {
        this.directory = directory;
        this.prefix = prefix;
        this.user = user;
    }

    /** How messages name an entry. */
    public String pathOf(String name) {
        return prefix + name;
    }

    /** What the directory itself is. */
    public FileStatus status() throws IOException {
        return FilePosix.status(directory);
    }

    /**
     * Opens a regular file with one name, owned by root or the user, for reading and writing.
     *
     * @throws PathRefused when the entry is anything else; it is not opened then
     */
    public Optional<FileHandle> open(String name) throws IOException {
        return RegularFiles.openBoth(directory, name, pathOf(name), user);
    }

    /** Names such a file without opening it. */
    public Optional<FileHandle> find(String name) throws IOException {
        return RegularFiles.nameRegular(directory, name, pathOf(name), user);
    }

    /** Creates a file for reading and writing that only root may open; fails when there is such an entry. */
    public FileHandle create(String name) throws IOException {
        return RegularFiles.createPrivate(directory, name, pathOf(name));
    }

    /** What an entry is, a link itself and not what it leads to. */
    public Optional<FileStatus> look(String name) throws IOException {
        Optional<FileHandle> named = RegularFiles.name(directory, name, pathOf(name));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try (FileHandle entry = named.get()) {
            return Optional.of(FilePosix.status(entry));
        }
    }

    /** Renames an entry; false when it is gone or the new name is taken. */
    public boolean rename(String from, String to) throws IOException {
        try {
            renameInto(from, to);
            return true;
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT || fault.errno() == FileFault.EEXIST) {
                return false;
            }
            throw Wording.explain(pathOf(from) + ": cannot be renamed to " + to, fault);
        }
    }

    // Network file systems cannot look and rename in one step; there an entry that comes in between is replaced.
    private void renameInto(String from, String to) throws FileFault {
        try {
            FileChanges.renameToFree(directory, from, to);
        } catch (FileFault fault) {
            if (fault.errno() != FileFault.EINVAL) {
                throw fault;
            }
            FileChanges.rename(directory, from, to);
        }
    }

    /** Removes an entry if there is one. */
    public void remove(String name) throws IOException {
        try {
            FileChanges.remove(directory, name);
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.EISDIR) {
                throw new PathRefused(pathOf(name) + ": is a directory (remove it)");
            }
            if (fault.errno() != FileFault.ENOENT) {
                throw Wording.explain(pathOf(name), fault);
            }
        }
    }

    /** The names of the entries that are wanted, in no order. */
    public List<String> names(Predicate<String> wanted) throws IOException {
        List<String> names = new ArrayList<>();
        int seen = 0;
        try (FileHandle readable = FilePosix.reopen(directory, prefix, FilePosix.O_RDONLY | FilePosix.O_DIRECTORY);
                DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(FilePosix.selfPath(readable.fd())))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (++seen > MAX_ENTRIES) {
                    throw new PathRefused(prefix + ": has more than " + MAX_ENTRIES + " entries (remove some)");
                }
                if (wanted.test(name)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return names;
    }

    /** Makes what was created, renamed and removed durable. */
    public void sync() throws IOException {
        try (FileHandle readable = FilePosix.reopen(directory, prefix, FilePosix.O_RDONLY | FilePosix.O_DIRECTORY)) {
            FileChanges.sync(readable);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
