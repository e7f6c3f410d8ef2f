package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;

/** Turns what the kernel found at a path into words for people. */
final class Wording {
    private static final int MAX_TARGET = 200;

    private Wording() {}

    /** The kernel failed at {@code path}. */
    static IOException explain(String path, FileFault fault) {
        return switch (fault.errno()) {
            case FileFault.ENOENT, FileFault.ENAMETOOLONG, FileFault.EACCES, FileFault.ENOTDIR, FileFault.EISDIR ->
                new PathRefused(path + ": " + fault.reason());
            case FileFault.EXDEV ->
                new PathRefused(path + ": leads out of the directory that it must stay in (links must be relative)");
            case FileFault.ELOOP -> new PathRefused(path + ": goes through too many links");
            case FileFault.ENOSYS ->
                new PathRefused(path + ": the kernel does not offer openat2 (run Linux 5.14 or newer)");
            case FileFault.EAGAIN -> new IOException(path + ": somebody holds a lease on it or keeps changing it");
            default -> new IOException(path + ": " + fault.reason(), fault);
        };
    }

    /** There is something else than the directory that is needed. */
    static PathRefused notDirectory(String path, FileHandle found, FileStatus status, Identity user) throws FileFault {
        if (status.kind() == FileKind.LINK) {
            return link(path, found, user, "a directory");
        }
        return new PathRefused(path + ": is " + status.kind().words() + ", not a directory");
    }

    /** There is a link where none is followed. */
    static PathRefused link(String path, FileHandle link, Identity user, String replacement) throws FileFault {
        String which = user.uid() == 0 ? "links here" : "links that user " + user.name() + " controls";
        return new PathRefused(path + ": is a symbolic link to " + printable(FilePosix.linkTarget(link))
                + "; the daemon does not follow " + which + " (replace it by " + replacement + ")");
    }

    /** Text that somebody else chose, short and without control characters. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MAX_TARGET).forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return safe.toString();
    }
}
