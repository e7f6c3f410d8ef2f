package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A directory that an administrator named, held open; everything below it is reached from this handle only.
 *
 * <p><b>On the way to it</b>, a symbolic link is followed only when root owns it and its parent directory is root's and
 * not writable by group or world, or is sticky, so that what is root's cannot be exchanged (the kernel's own
 * {@code fs.protected_symlinks} draws the same line). Such a link is the
 * administrator's word, like {@code /var/run}. Any other link, or the same link in a directory that a user can write,
 * could have been put there by that user: the daemon, as root, would then create and give away files wherever the user
 * points. A real directory on the way needs no such rule: a user can only put a directory there that is theirs or within
 * their reach already.
 *
 * <p><b>Below it</b>, nothing is trusted: no link is followed, only regular files with one name, owned by root or the
 * app's user, are opened, and checks are made on what is open, never on a path. {@link Links#BENEATH} relaxes the first
 * rule for reading.
 *
 * <p>Not for use by two threads at once.
 */
public final class TrustedDirectory implements Closeable {
    private final String path;
    private final String prefix;
    private final TrustedWalk.Arrival arrival;

    private TrustedDirectory(String path, String prefix, TrustedWalk.Arrival arrival) {
        this.path = path;
        this.prefix = prefix;
        this.arrival = arrival;
    }

    /**
     * Opens an absolute path; messages about files below it name them relative to it.
     *
     * @throws PathRefused naming the component and its owner
     */
    public static TrustedDirectory open(String absolute) throws IOException {
        return open(absolute, "");
    }

    /** As {@link #open(String)}, with what messages put before relative paths. */
    static TrustedDirectory open(String absolute, String prefix) throws IOException {
        return new TrustedDirectory(absolute, prefix, TrustedWalk.to(absolute));
    }

    /** The path that it was opened by. */
    public String path() {
        return path;
    }

    /** What it was when it was opened. */
    public FileStatus status() {
        return arrival.status();
    }

    /** Whether nobody but root can make, exchange or remove an entry in it, or lead the path to it elsewhere. */
    public boolean rootOnly() {
        return arrival.rootOnly() && !arrival.status().writableByOthers();
    }

    /** The open directory; enough to start from and to watch, not for reading. Stays owned by this object. */
    public FileHandle handle() {
        return arrival.directory();
    }

    /** Whether nobody but root can exchange an entry of root on the way, this directory's entries included. */
    boolean keepsEntriesOfRoot() {
        return arrival.rootOnly();
    }

    /**
     * Opens a file for append; creates it with mode 0640 and its missing directories with mode 0750, for {@code user}.
     *
     * <p>An existing file or directory is never changed. Neither the daemon's umask nor anybody who exchanges entries
     * meanwhile has any influence.
     *
     * @param relative normal path below this directory
     * @throws PathRefused when it is not a regular file with one name, owned by root or the user
     */
    public FileHandle openAppend(String relative, Identity user) throws IOException {
        try (Descent descent = new Descent(arrival, prefix, user)) {
            List<String> names = List.of(relative.split("/", -1));
            for (String name : names.subList(0, names.size() - 1)) {
                descent.enterOrMake(name);
            }
            String name = names.get(names.size() - 1);
            return RegularFiles.openAppend(descent.directory(), name, descent.pathOf(name), user);
        }
    }

    /**
     * Opens an existing file for reading, by the same rules.
     *
     * @return empty when it, or a directory on the way to it, does not exist
     */
    public Optional<Opened> openRead(String relative, Identity user, Links links) throws IOException {
        if (links == Links.BENEATH) {
            return read(openBeneath(relative, FilePosix.O_PATH), prefix + relative, user, false);
        }
        try (Descent descent = new Descent(arrival, prefix, user)) {
            List<String> names = List.of(relative.split("/", -1));
            for (String name : names.subList(0, names.size() - 1)) {
                if (!descent.enter(name)) {
                    return Optional.empty();
                }
            }
            String name = names.get(names.size() - 1);
            String at = descent.pathOf(name);
            return read(RegularFiles.name(descent.directory(), name, at), at, user, descent.rootOnly());
        }
    }

    /**
     * Opens a directory below this one, only to start from and to watch.
     *
     * @return empty when it does not exist
     */
    public Optional<FileHandle> findDirectory(String relative, Identity user, Links links) throws IOException {
        if (links == Links.BENEATH) {
            return openBeneath(relative, FilePosix.O_PATH | FilePosix.O_DIRECTORY);
        }
        try (Descent descent = new Descent(arrival, prefix, user)) {
            for (String name : relative.split("/", -1)) {
                if (!descent.enter(name)) {
                    return Optional.empty();
                }
            }
            return Optional.of(descent.keep());
        }
    }

    /**
     * Holds the directory that a file is in, so that its entries can be changed.
     *
     * @param file normal path below this directory
     * @return empty when the directory does not exist
     */
    public Optional<HeldDirectory> holdParent(String file, Identity user) throws IOException {
        int end = file.lastIndexOf('/');
        if (end < 0) {
            int flags = FilePosix.O_PATH | FilePosix.O_DIRECTORY;
            return Optional.of(
                    new HeldDirectory(FilePosix.open(arrival.directory().fd(), ".", flags, 0, 0), prefix, user));
        }
        String parent = file.substring(0, end);
        return findDirectory(parent, user, Links.REFUSED)
                .map(found -> new HeldDirectory(found, prefix + parent + "/", user));
    }

    /**
     * Opens the directory of a file below this one, to find and read the files beside it; never through a link.
     *
     * @param relative normal path of the file, which need not exist
     * @return empty when the directory does not exist
     */
    public Optional<Folder> openFolderOf(String relative, Identity user) throws IOException {
        try (Descent descent = new Descent(arrival, prefix, user)) {
            List<String> names = List.of(relative.split("/", -1));
            for (String name : names.subList(0, names.size() - 1)) {
                if (!descent.enter(name)) {
                    return Optional.empty();
                }
            }
            FileHandle own = FilePosix.open(
                    descent.directory().fd(),
                    ".",
                    FilePosix.O_PATH | FilePosix.O_DIRECTORY,
                    0,
                    FilePosix.RESOLVE_BENEATH);
            return Optional.of(new Folder(own, descent.pathOf(""), user, descent.rootOnly()));
        }
    }

    @Override
    public void close() {
        arrival.directory().close();
    }

    private static Optional<Opened> read(Optional<FileHandle> named, String path, Identity user, boolean rootOnly)
            throws IOException {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        FileHandle file = RegularFiles.openRead(named.get(), path, user);
        return Optional.of(new Opened(file, FilePosix.status(file), rootOnly));
    }

    private Optional<FileHandle> openBeneath(String relative, int flags) throws IOException {
        int resolve = FilePosix.RESOLVE_BENEATH | FilePosix.RESOLVE_NO_MAGICLINKS;
        try {
            return Optional.of(FilePosix.open(arrival.directory().fd(), relative, flags, 0, resolve));
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                return Optional.empty();
            }
            throw Wording.explain(prefix + relative, fault);
        }
    }
}
