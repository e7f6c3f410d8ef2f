package io.processmaster.daemon.adapter.posix;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.types.size_t;

/** The functions of the C library that this package calls, named and typed as the library has them; public for jnr-ffi only. */
public interface Libc {
    int open(Pointer path, int flags, int mode);

    int close(int fd);

    int pipe2(@Out int[] ends, int flags);

    int fcntl(int fd, int command, int argument);

    long read(int fd, @Out byte[] into, @size_t long size);

    long pread(int fd, @Out byte[] into, @size_t long size, long offset);

    long write(int fd, @In byte[] from, @size_t long size);

    int poll(Pointer entries, long count, int timeoutMs);

    int eventfd(int start, int flags);

    int timerfd_create(int clock, int flags);

    int timerfd_settime(int fd, int flags, Pointer value, Pointer before);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    int epoll_wait(int epoll, Pointer events, int most, int timeoutMs);

    int inotify_init1(int flags);

    int inotify_add_watch(int fd, Pointer path, int mask);

    int inotify_rm_watch(int fd, int watch);

    int waitid(int type, int id, Pointer info, int options);

    int ioctl(int fd, long request, Pointer argument);

    long syscall(long number, long a, long b, long c, long d);

    int kill(int pid, int signal);

    int geteuid();

    int umask(int bits);

    int malloc_trim(@size_t long keep);

    Pointer signal(int signal, Pointer handler);

    int getrlimit(int resource, Pointer limit);

    int setrlimit(int resource, Pointer limit);

    int getpwnam_r(Pointer name, Pointer entry, Pointer buffer, @size_t long size, Pointer result);

    int getpwuid_r(int uid, Pointer entry, Pointer buffer, @size_t long size, Pointer result);

    int getgrnam_r(Pointer name, Pointer entry, Pointer buffer, @size_t long size, Pointer result);

    int getgrouplist(Pointer user, int group, @Out int[] groups, int[] count);

    int posix_spawn(@Out int[] pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

    int posix_spawn_file_actions_init(Pointer actions);

    int posix_spawn_file_actions_destroy(Pointer actions);

    int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

    int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int first);

    int posix_spawnattr_init(Pointer attributes);

    int posix_spawnattr_destroy(Pointer attributes);

    int posix_spawnattr_setflags(Pointer attributes, short flags);

    int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

    int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

    int sigemptyset(Pointer signals);

    String strerror(int errno);
}
