package io.processmaster.daemon.adapter.posix;

import java.io.IOException;

/** A call on a file failed; tells the operation, the path and the kernel's reason. */
public final class FileFault extends IOException {
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** Opening a FIFO without a reader, or a socket. */
    public static final int ENXIO = 6;
    /** Try again; also: somebody holds a lease. */
    public static final int EAGAIN = 11;
    /** Permission denied, even to root. */
    public static final int EACCES = 13;
    /** It is there already. */
    public static final int EEXIST = 17;
    /** A path leads out of where it must stay, or a magic link. */
    public static final int EXDEV = 18;
    /** What it belonged to was removed after it was opened. */
    public static final int ENODEV = 19;
    /** A component is no directory. */
    public static final int ENOTDIR = 20;
    /** It is a directory. */
    public static final int EISDIR = 21;
    /** The call, or one of its flags, does not fit this file. */
    public static final int EINVAL = 22;
    /** No room left on the disk. */
    public static final int ENOSPC = 28;
    /** A name is too long. */
    public static final int ENAMETOOLONG = 36;
    /** The kernel has no such call. */
    public static final int ENOSYS = 38;
    /** It has no such attribute. */
    public static final int ENODATA = 61;
    /** The file system does not offer it. */
    public static final int EOPNOTSUPP = 95;
    /** A link where none may be, or too many. */
    public static final int ELOOP = 40;

    static final int EINTR = 4;

    private static final long serialVersionUID = 1L;

    private final int errno;

    FileFault(String operation, String path, int errno) {
        super(operation + " " + path + ": " + FilePosix.describe(errno));
        this.errno = errno;
    }

    /** The kernel's reason in words, such as {@code permission denied}. */
    public String reason() {
        return FilePosix.describe(errno);
    }

    /** The kernel's error number. */
    public int errno() {
        return errno;
    }
}
