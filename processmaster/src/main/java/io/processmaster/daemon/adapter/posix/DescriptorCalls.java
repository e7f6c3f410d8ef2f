package io.processmaster.daemon.adapter.posix;

import static io.processmaster.daemon.adapter.posix.NativeFunction.in;
import static io.processmaster.daemon.adapter.posix.NativeFunction.inOut;
import static io.processmaster.daemon.adapter.posix.NativeFunction.out;

import java.util.Objects;

/** The C library's functions on descriptors of any kind and on those that the kernel makes up, named and typed as it has them. */
final class DescriptorCalls {
    /** The size of {@code struct pollfd}. */
    static final int POLLFD_BYTES = 8;
    /** The size of {@code struct itimerspec}. */
    static final int TIMER_BYTES = 32;

    private static final NativeFunction CLOSE = NativeFunction.of("close", 1);
    private static final NativeFunction FCNTL = NativeFunction.of("fcntl", 3);
    private static final NativeFunction IOCTL = NativeFunction.of("ioctl", 3, inOut(2));
    private static final NativeFunction READ = NativeFunction.of("read", 3, out(1));
    private static final NativeFunction PREAD = NativeFunction.of("pread", 4, out(1));
    private static final NativeFunction WRITE = NativeFunction.of("write", 3, in(1));
    private static final NativeFunction LSEEK = NativeFunction.of("lseek", 3);
    private static final NativeFunction POLL = NativeFunction.of("poll", 3, inOut(0));
    private static final NativeFunction PIPE2 = NativeFunction.of("pipe2", 2, out(0));
    private static final NativeFunction EVENTFD = NativeFunction.of("eventfd", 2);
    private static final NativeFunction TIMERFD_CREATE = NativeFunction.of("timerfd_create", 2);
    private static final NativeFunction TIMERFD_SETTIME = NativeFunction.of("timerfd_settime", 4, in(2));
    private static final NativeFunction EPOLL_CREATE1 = NativeFunction.of("epoll_create1", 1);
    private static final NativeFunction EPOLL_CTL = NativeFunction.of("epoll_ctl", 4);
    private static final NativeFunction EPOLL_WAIT = NativeFunction.of("epoll_wait", 4);
    private static final NativeFunction INOTIFY_INIT1 = NativeFunction.of("inotify_init1", 1);
    private static final NativeFunction INOTIFY_ADD_WATCH = NativeFunction.of("inotify_add_watch", 3, in(1));
    private static final NativeFunction INOTIFY_RM_WATCH = NativeFunction.of("inotify_rm_watch", 2);

    private DescriptorCalls() {}

    /** See close(2). */
    static int close(int fd) {
        return (int) CLOSE.call(fd);
    }

    /** See fcntl(2). */
    static int fcntl(int fd, int command, long argument) {
        return (int) FCNTL.call(fd, command, argument);
    }

    /** See ioctl(2); the request says how long the argument has to be. */
    static int ioctl(int fd, long request, byte[] argument) {
        return (int) IOCTL.call(fd, request, 0, argument);
    }

    /** See read(2); as much as there is room for. */
    static long read(int fd, byte[] into) {
        return READ.call(fd, 0, into.length, into);
    }

    /** See pread(2); as much as there is room for. */
    static long pread(int fd, byte[] into, long offset) {
        return PREAD.call(fd, 0, into.length, offset, into);
    }

    /** See write(2). */
    static long write(int fd, byte[] from, int size) {
        Objects.checkFromIndexSize(0, size, from.length);
        return WRITE.call(fd, 0, size, from);
    }

    /** See lseek(2). */
    static long lseek(int fd, long offset, int whence) {
        return LSEEK.call(fd, offset, whence);
    }

    /** See poll(2). */
    static int poll(byte[] entries, int timeoutMs) {
        return (int) POLL.call(0, entries.length / POLLFD_BYTES, timeoutMs, entries);
    }

    /** See pipe2(2). */
    static int pipe2(byte[] ends, int flags) {
        return (int) PIPE2.call(0, flags, Libc.room(ends, 2 * Integer.BYTES));
    }

    /** See eventfd(2). */
    static int eventfd(int start, int flags) {
        return (int) EVENTFD.call(start, flags);
    }

    /** See timerfd_create(2). */
    static int timerfd_create(int clock, int flags) {
        return (int) TIMERFD_CREATE.call(clock, flags);
    }

    /** See timerfd_create(2); the time before is not asked for. */
    static int timerfd_settime(int fd, int flags, byte[] value) {
        return (int) TIMERFD_SETTIME.call(fd, flags, 0, 0, Libc.room(value, TIMER_BYTES));
    }

    /** See epoll_create(2). */
    static int epoll_create1(int flags) {
        return (int) EPOLL_CREATE1.call(flags);
    }

    /** See epoll_ctl(2). */
    static int epoll_ctl(int epoll, int operation, int fd, Memory event) {
        int result = (int) EPOLL_CTL.call(epoll, operation, fd, event.address());
        Memory.keep(event);
        return result;
    }

    /** See epoll_wait(2). */
    static int epoll_wait(int epoll, Memory events, int most, int timeoutMs) {
        int count = (int) EPOLL_WAIT.call(epoll, events.address(), most, timeoutMs);
        Memory.keep(events);
        return count;
    }

    /** See inotify_init(2). */
    static int inotify_init1(int flags) {
        return (int) INOTIFY_INIT1.call(flags);
    }

    /** See inotify_add_watch(2). */
    static int inotify_add_watch(int fd, byte[] path, int mask) {
        return (int) INOTIFY_ADD_WATCH.call(fd, 0, mask, path);
    }

    /** See inotify_rm_watch(2). */
    static int inotify_rm_watch(int fd, int watch) {
        return (int) INOTIFY_RM_WATCH.call(fd, watch);
    }
}
