package io.processmaster.daemon.adapter.posix;

import static io.processmaster.daemon.adapter.posix.NativeFunction.in;
import static io.processmaster.daemon.adapter.posix.NativeFunction.out;

/**
 * The C library's functions on files, named and typed as it has them.
 *
 * <p>Paths are NUL-terminated bytes, so that no default character set can change them.
 */
final class FileCalls {
    /** The size of {@code struct statx}. */
    static final int STATX_BYTES = 256;
    /** The size of {@code struct open_how}. */
    static final int OPEN_HOW_BYTES = 24;
    /** The size of {@code struct timespec}. */
    static final int TIME_BYTES = 16;

    private static final int SYS_OPENAT2 = 437;

    private static final NativeFunction OPENAT2 = NativeFunction.of("syscall", 5, in(2), in(3));
    private static final NativeFunction OPENAT = NativeFunction.of("openat", 4, in(1));
    private static final NativeFunction STATX = NativeFunction.of("statx", 5, in(1), out(4));
    private static final NativeFunction CLOCK_GETTIME = NativeFunction.of("clock_gettime", 2, out(1));
    private static final NativeFunction READLINKAT = NativeFunction.of("readlinkat", 4, in(1), out(2));
    private static final NativeFunction MKDIRAT = NativeFunction.of("mkdirat", 3, in(1));
    private static final NativeFunction RENAMEAT2 = NativeFunction.of("renameat2", 5, in(1), in(3));
    private static final NativeFunction UNLINKAT = NativeFunction.of("unlinkat", 3, in(1));
    private static final NativeFunction FSYNC = NativeFunction.of("fsync", 1);
    private static final NativeFunction FDATASYNC = NativeFunction.of("fdatasync", 1);
    private static final NativeFunction FLOCK = NativeFunction.of("flock", 2);
    private static final NativeFunction FTRUNCATE = NativeFunction.of("ftruncate", 2);
    private static final NativeFunction FUTIMENS = NativeFunction.of("futimens", 2, in(1));
    private static final NativeFunction FCHOWN = NativeFunction.of("fchown", 3);
    private static final NativeFunction FCHMOD = NativeFunction.of("fchmod", 2);
    private static final NativeFunction FCHOWNAT = NativeFunction.of("fchownat", 5, in(1));
    private static final NativeFunction CHMOD = NativeFunction.of("chmod", 2, in(0));
    private static final NativeFunction SETXATTR = NativeFunction.of("setxattr", 5, in(0), in(1), in(2));
    private static final NativeFunction GETXATTR = NativeFunction.of("getxattr", 4, in(0), in(1), out(2));
    private static final NativeFunction GETDENTS64 = NativeFunction.of("getdents64", 3, out(1));
    private static final NativeFunction COPY_FILE_RANGE = NativeFunction.of("copy_file_range", 6);

    private FileCalls() {}

    /** See openat2(2), for which the C library has no name. */
    static int openat2(int dirfd, byte[] path, byte[] how) {
        return (int) OPENAT2.call(SYS_OPENAT2, dirfd, 0, 0, OPEN_HOW_BYTES, path, Libc.room(how, OPEN_HOW_BYTES));
    }

    /** See openat(2). */
    static int openat(int dirfd, byte[] path, int flags, int mode) {
        return (int) OPENAT.call(dirfd, 0, flags, mode, path);
    }

    /** See statx(2). */
    static int statx(int dirfd, byte[] path, int flags, int mask, byte[] result) {
        return (int) STATX.call(dirfd, 0, flags, mask, 0, path, Libc.room(result, STATX_BYTES));
    }

    /** See clock_gettime(2). */
    static int clock_gettime(int clock, byte[] time) {
        return (int) CLOCK_GETTIME.call(clock, 0, Libc.room(time, TIME_BYTES));
    }

    /** See readlinkat(2); as much as there is room for. */
    static long readlinkat(int dirfd, byte[] path, byte[] target) {
        return READLINKAT.call(dirfd, 0, 0, target.length, path, target);
    }

    /** See mkdirat(2). */
    static int mkdirat(int dirfd, byte[] path, int mode) {
        return (int) MKDIRAT.call(dirfd, 0, mode, path);
    }

    /** See renameat2(2). */
    static int renameat2(int fromDirfd, byte[] from, int toDirfd, byte[] to, int flags) {
        return (int) RENAMEAT2.call(fromDirfd, 0, toDirfd, 0, flags, from, to);
    }

    /** See unlinkat(2). */
    static int unlinkat(int dirfd, byte[] path, int flags) {
        return (int) UNLINKAT.call(dirfd, 0, flags, path);
    }

    /** See fsync(2). */
    static int fsync(int fd) {
        return (int) FSYNC.call(fd);
    }

    /** See fdatasync(2). */
    static int fdatasync(int fd) {
        return (int) FDATASYNC.call(fd);
    }

    /** See ftruncate(2). */
    static int ftruncate(int fd, long length) {
        return (int) FTRUNCATE.call(fd, length);
    }

    /** See futimens(3). */
    static int futimens(int fd, byte[] times) {
        return (int) FUTIMENS.call(fd, 0, Libc.room(times, 2 * TIME_BYTES));
    }

    /** See fchown(2). */
    static int fchown(int fd, int uid, int gid) {
        return (int) FCHOWN.call(fd, uid, gid);
    }

    /** See flock(2). */
    static int flock(int fd, int operation) {
        return (int) FLOCK.call(fd, operation);
    }

    /** See fchmod(2). */
    static int fchmod(int fd, int mode) {
        return (int) FCHMOD.call(fd, mode);
    }

    /** See fchownat(2). */
    static int fchownat(int dirfd, byte[] path, int uid, int gid, int flags) {
        return (int) FCHOWNAT.call(dirfd, 0, uid, gid, flags, path);
    }

    /** See chmod(2). */
    static int chmod(byte[] path, int mode) {
        return (int) CHMOD.call(0, mode, path);
    }

    /** See setxattr(2). */
    static int setxattr(byte[] path, byte[] name, byte[] value, int flags) {
        return (int) SETXATTR.call(path, name, value, value.length, flags);
    }

    /** See getxattr(2); as much as there is room for. */
    static long getxattr(byte[] path, byte[] name, byte[] value) {
        return GETXATTR.call(path, name, value, value.length);
    }

    /** See getdents64(2); as much as there is room for. */
    static long getdents64(int fd, byte[] entries) {
        return GETDENTS64.call(fd, 0, entries.length, entries);
    }

    /** See copy_file_range(2), to the other file's own position. */
    static long copy_file_range(int from, Memory fromOffset, int to, long size, int flags) {
        long count = COPY_FILE_RANGE.call(from, fromOffset.address(), to, 0, size, flags);
        Memory.keep(fromOffset);
        return count;
    }
}
