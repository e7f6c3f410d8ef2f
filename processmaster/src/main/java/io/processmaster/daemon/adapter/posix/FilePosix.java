package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Calls on files relative to an open directory, each with the kernel's reason when it fails; any thread may call.
 *
 * <p>Every descriptor is close-on-exec and never becomes a controlling terminal.
 */
public final class FilePosix {
    /** Names a place in the tree without opening it; enough to be looked at and to start from. */
    public static final int O_PATH = 010000000;
    /** Fails unless it is a directory. */
    public static final int O_DIRECTORY = arm() ? 040000 : 0200000;
    /** A last component that is a link is not followed. */
    public static final int O_NOFOLLOW = arm() ? 0100000 : 0400000;
    /** For reading. */
    public static final int O_RDONLY = 0;
    /** For writing. */
    public static final int O_WRONLY = 1;
    /** For both. */
    public static final int O_RDWR = 2;
    /** Creates it when missing. */
    public static final int O_CREAT = 0100;
    /** Fails when it is there. */
    public static final int O_EXCL = 0200;
    /** Each write goes to the end. */
    public static final int O_APPEND = 02000;
    /** Never waits, neither for the other end of a FIFO nor for the holder of a lease. */
    public static final int O_NONBLOCK = 04000;

    /** No mount point is crossed, not even one of the same file system. */
    public static final int RESOLVE_NO_XDEV = 0x01;
    /** No link of {@code /proc} to an open file is followed. */
    public static final int RESOLVE_NO_MAGICLINKS = 0x02;
    /** No link is followed. */
    public static final int RESOLVE_NO_SYMLINKS = 0x04;
    /** Nothing leads out of the directory. */
    public static final int RESOLVE_BENEATH = 0x08;

    /** Stands for a directory where the path is absolute. */
    public static final int AT_FDCWD = -100;

    private static final int O_NOCTTY = 0400;
    private static final int O_CLOEXEC = 02000000;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int CLOCK_REALTIME_COARSE = 5;
    private static final int F_SETFL = 4;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int MAX_LINK_BYTES = 4096;
    // A rename elsewhere on the host can make a confined lookup fail with EAGAIN, although nothing is wrong with the
    // path.
    private static final int MAX_LOOKUP_ATTEMPTS = 64;

    private FilePosix() {}

    /**
     * Opens a path relative to a directory by openat2(2).
     *
     * @param dirfd an open directory, or {@link #AT_FDCWD}
     * @param flags {@code O_*}
     * @param mode permission bits of a file that is created, 0 otherwise
     * @param resolve {@code RESOLVE_*}, 0 for a lookup without confinement
     */
    public static FileHandle open(int dirfd, String path, int flags, int mode, int resolve) throws FileFault {
        return open(dirfd, bytes(path), path, flags, mode, resolve);
    }

    /** As {@link #open(int, String, int, int, int)}, of one entry of a directory by the bytes that it is called. */
    public static FileHandle open(int dirfd, EntryName entry, int flags, int resolve) throws FileFault {
        return open(dirfd, entry.terminated(), entry.toString(), flags, 0, resolve);
    }

    private static FileHandle open(int dirfd, byte[] name, String path, int flags, int mode, int resolve)
            throws FileFault {
        byte[] how = Struct.of(FileCalls.OPEN_HOW_BYTES)
                .putLong(0, flags | O_CLOEXEC | ((flags & O_PATH) == 0 ? O_NOCTTY : 0))
                .putLong(8, mode)
                .putLong(16, resolve)
                .bytes();
        int attempts = 0;
        while (true) {
            int fd = FileCalls.openat2(dirfd, name, how);
            int errno = fd < 0 ? errno() : 0;
            if (fd >= 0) {
                return new FileHandle(fd);
            }
            boolean confined = resolve != 0 && errno == FileFault.EAGAIN;
            if ((errno != FileFault.EINTR && !confined) || ++attempts >= MAX_LOOKUP_ATTEMPTS) {
                throw new FileFault("open", path, errno);
            }
        }
    }

    /** Opens the very file that an {@link #O_PATH} handle names, whatever its path leads to by now. */
    public static FileHandle reopen(Handle named, String path, int flags) throws FileFault {
        try {
            return open(AT_FDCWD, selfPath(named.fd()), flags, 0, 0);
        } catch (FileFault fault) {
            throw new FileFault("open", path, fault.errno());
        }
    }

    /** What is open; works with {@link #O_PATH} handles too. */
    public static FileStatus status(Handle handle) throws FileFault {
        Struct out = Struct.of(FileCalls.STATX_BYTES);
        if (FileCalls.statx(handle.fd(), bytes(""), AT_EMPTY_PATH, STATX_BASIC_STATS, out.bytes()) != 0) {
            throw new FileFault("statx", handle.toString(), errno());
        }
        // The layout of struct statx is the same on every architecture, unlike that of struct stat.
        int mode = out.getShort(28) & 0xffff;
        return new FileStatus(
                FileKind.ofMode(mode),
                mode & 07777,
                out.getInt(20),
                out.getInt(24),
                out.getInt(16) & 0xffffffffL,
                out.getLong(40),
                ((long) out.getInt(136) << 32) | (out.getInt(140) & 0xffffffffL),
                out.getLong(32),
                Instant.ofEpochSecond(out.getLong(112), out.getInt(120)),
                Instant.ofEpochSecond(out.getLong(96), out.getInt(104)));
    }

    /** The clock by which the kernel says when a file was changed; it moves in steps of milliseconds. */
    public static Instant clockOfFiles() {
        Struct time = Struct.of(FileCalls.TIME_BYTES);
        if (FileCalls.clock_gettime(CLOCK_REALTIME_COARSE, time.bytes()) != 0) {
            throw new IllegalStateException("cannot happen: every kernel has this clock");
        }
        return Instant.ofEpochSecond(time.getLong(0), time.getLong(Long.BYTES));
    }

    /** Where the link that an {@link #O_PATH} handle names leads to, as its text. */
    public static String linkTarget(Handle link) throws FileFault {
        byte[] target = new byte[MAX_LINK_BYTES];
        long length = FileCalls.readlinkat(link.fd(), bytes(""), target);
        if (length < 0) {
            throw new FileFault("readlink", link.toString(), errno());
        }
        return new String(target, 0, (int) length, StandardCharsets.UTF_8);
    }

    /** Makes a directory, owned by root; the umask may take away from {@code mode}. */
    public static void makeDirectory(Handle parent, String name, int mode) throws FileFault {
        if (FileCalls.mkdirat(parent.fd(), bytes(name), mode) != 0) {
            throw new FileFault("mkdir", name, errno());
        }
    }

    /** Gives an open file to a user and a group. */
    public static void changeOwner(Handle handle, int uid, int gid) throws FileFault {
        if (FileCalls.fchown(handle.fd(), uid, gid) != 0) {
            throw new FileFault("chown", handle.toString(), errno());
        }
    }

    /** Sets the permission bits of an open file, whatever the umask. */
    public static void changeMode(Handle handle, int mode) throws FileFault {
        if (FileCalls.fchmod(handle.fd(), mode) != 0) {
            throw new FileFault("chmod", handle.toString(), errno());
        }
    }

    /** Leaves only these of {@link #O_APPEND} and {@link #O_NONBLOCK} set. */
    public static void changeFlags(Handle handle, int flags) throws FileFault {
        if (DescriptorCalls.fcntl(handle.fd(), F_SETFL, flags) != 0) {
            throw new FileFault("fcntl", handle.toString(), errno());
        }
    }

    /**
     * Locks an open file by flock(2), until the last process that shares this very opening of it has closed it or ended.
     *
     * @return false when it is locked by way of another opening
     */
    public static boolean tryLock(Handle handle) throws FileFault {
        return lock(handle, LOCK_EX | LOCK_NB);
    }

    /** The same, but waits for as long as it takes. */
    public static void lock(Handle handle) throws FileFault {
        lock(handle, LOCK_EX);
    }

    private static boolean lock(Handle handle, int operation) throws FileFault {
        while (FileCalls.flock(handle.fd(), operation) != 0) {
            int errno = errno();
            if (errno == FileFault.EAGAIN) {
                return false;
            }
            if (errno != FileFault.EINTR) {
                throw new FileFault("lock", handle.toString(), errno);
            }
        }
        return true;
    }

    /**
     * Reads from a place in the file into the start of {@code bytes}.
     *
     * @return how many were read; 0 at the end of the file
     */
    public static int read(Handle handle, byte[] bytes, long offset) throws FileFault {
        while (true) {
            long count = DescriptorCalls.pread(handle.fd(), bytes, offset);
            if (count >= 0) {
                return (int) count;
            }
            int errno = errno();
            if (errno != FileFault.EINTR) {
                throw new FileFault("read", handle.toString(), errno);
            }
        }
    }

    /** The path by which this process names its own descriptor. */
    public static String selfPath(int fd) {
        return "/proc/self/fd/" + fd;
    }

    static void close(int fd) {
        DescriptorCalls.close(fd);
    }

    static int errno() {
        return Libc.errno();
    }

    static String describe(int errno) {
        String text = Libc.strerror(errno);
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    static byte[] bytes(String path) {
        if (path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path must not contain a NUL character");
        }
        byte[] text = path.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(text, text.length + 1);
    }

    private static boolean arm() {
        return System.getProperty("os.arch").equals("aarch64");
    }
}
