package io.processmaster.daemon.adapter.posix;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The C library's calls on files, as they are; public only because jnr-ffi must see it.
 *
 * <p>Paths are NUL-terminated bytes, so that no default character set can change them.
 */
public interface FileCalls {
    /** Only used for openat2, for which the C library has no name. */
    long syscall(long number, long dirfd, @In byte[] path, Pointer how, long size);

    /** See openat(2). */
    int openat(int dirfd, @In byte[] path, int flags, int mode);

    /** See close(2). */
    int close(int fd);

    /** See statx(2). */
    int statx(int dirfd, @In byte[] path, int flags, int mask, Pointer result);

    /** The same with a result on the heap. */
    int statx(int dirfd, @In byte[] path, int flags, int mask, @Out byte[] result);

    /** See clock_gettime(2). */
    int clock_gettime(int clock, Pointer time);

    /** See readlinkat(2). */
    long readlinkat(int dirfd, @In byte[] path, @Out byte[] target, long size);

    /** See mkdirat(2). */
    int mkdirat(int dirfd, @In byte[] path, int mode);

    /** See renameat2(2). */
    int renameat2(int fromDirfd, @In byte[] from, int toDirfd, @In byte[] to, int flags);

    /** See unlinkat(2). */
    int unlinkat(int dirfd, @In byte[] path, int flags);

    /** See fsync(2). */
    int fsync(int fd);

    /** See fchown(2). */
    int fchown(int fd, int uid, int gid);

    /** See fchmod(2). */
    int fchmod(int fd, int mode);

    /** See fchownat(2). */
    int fchownat(int dirfd, @In byte[] path, int uid, int gid, int flags);

    /** See chmod(2). */
    int chmod(@In byte[] path, int mode);

    /** See setxattr(2). */
    int setxattr(@In byte[] path, @In byte[] name, @In byte[] value, long size, int flags);

    /** See getxattr(2). */
    long getxattr(@In byte[] path, @In byte[] name, @Out byte[] value, long size);

    /** See getdents64(2). */
    long getdents64(int fd, @Out byte[] entries, long size);

    /** See fcntl(2). */
    int fcntl(int fd, int command, long argument);

    /** See pread(2). */
    long pread(int fd, @Out byte[] bytes, long size, long offset);

    /** See read(2). */
    long read(int fd, @Out byte[] bytes, long size);

    /** See write(2). */
    long write(int fd, @In byte[] bytes, long size);

    /** See lseek(2). */
    long lseek(int fd, long offset, int whence);

    /** See ftruncate(2). */
    int ftruncate(int fd, long length);

    /** See fdatasync(2). */
    int fdatasync(int fd);

    /** See futimens(3). */
    int futimens(int fd, Pointer times);

    /** See copy_file_range(2); a null pointer stands for the file's own position. */
    long copy_file_range(int from, Pointer fromOffset, int to, Pointer toOffset, long size, int flags);

    /** See setpriority(2); 0 for both is the nice value of the calling thread. */
    int setpriority(int which, int who, int nice);

    /** See eventfd(2). */
    int eventfd(int initial, int flags);

    /** See inotify_init1(2). */
    int inotify_init1(int flags);

    /** See inotify_add_watch(2). */
    int inotify_add_watch(int fd, @In byte[] path, int mask);

    /** See inotify_rm_watch(2). */
    int inotify_rm_watch(int fd, int watch);

    /** See poll(2). */
    int poll(Pointer entries, long count, int timeoutMs);

    /** See strerror(3). */
    String strerror(int errno);

    /** See getpwuid_r(3). */
    int getpwuid_r(int uid, Pointer entry, Pointer buffer, long size, Pointer result);
}
