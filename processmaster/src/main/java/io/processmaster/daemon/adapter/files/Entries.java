package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes, renames and removes entries of one open directory; no link is followed, and no path leads out.
 *
 * <p>Messages name entries as they are in the directory. Not for use by two threads at once.
 */
public final class Entries implements Closeable {
    private static final int PRIVATE = 0600;

    private final FileHandle directory;

    private Entries(FileHandle directory) {
        this.directory = directory;
    }

    /** The entries of an open directory, which may be closed before this. */
    public static Entries of(TrustedDirectory directory) throws IOException {
        int flags = FilePosix.O_RDONLY | FilePosix.O_DIRECTORY;
        return new Entries(FilePosix.reopen(directory.handle(), directory.path(), flags));
    }

    /** What is there, a link itself; empty when there is no such entry. */
    public Optional<FileStatus> find(String name) throws IOException {
        Optional<FileHandle> named = RegularFiles.name(directory, name, name);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try (FileHandle entry = named.get()) {
            return Optional.of(FilePosix.status(entry));
        }
    }

    /**
     * Makes a file with this content, on the disk once this returns; an old one of the name is removed before.
     *
     * @param mode permission bits, whatever the umask
     */
    public void write(String name, byte[] content, int mode) throws IOException {
        if (find(name).isPresent()) {
            remove(name);
        }
        int flags = FilePosix.O_WRONLY | FilePosix.O_CREAT | FilePosix.O_EXCL | FilePosix.O_NOFOLLOW;
        int confined = FilePosix.RESOLVE_BENEATH | FilePosix.RESOLVE_NO_SYMLINKS;
        try (FileHandle file = FilePosix.open(directory.fd(), name, flags, PRIVATE, confined)) {
            FileChanges.write(file, content, content.length);
            FilePosix.changeMode(file, mode);
            FileChanges.sync(file);
        } catch (FileFault fault) {
            throw Wording.explain(name, fault);
        }
    }

    /** Renames; what has the new name is replaced. */
    public void rename(String from, String to) throws IOException {
        try {
            FileChanges.rename(directory, from, to);
        } catch (FileFault fault) {
            throw Wording.explain(from, fault);
        }
    }

    /** Renames unless the new name is taken; whether it did. */
    public boolean renameToFree(String from, String to) throws IOException {
        try {
            FileChanges.renameToFree(directory, from, to);
            return true;
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.EEXIST) {
                return false;
            }
            throw Wording.explain(from, fault);
        }
    }

    /** Removes an entry that is no directory. */
    public void remove(String name) throws IOException {
        try {
            FileChanges.remove(directory, name);
        } catch (FileFault fault) {
            throw Wording.explain(name, fault);
        }
    }

    /** Brings renames and removals to the disk. */
    public void sync() throws IOException {
        FileChanges.sync(directory);
    }

    @Override
    public void close() {
        directory.close();
    }
}
