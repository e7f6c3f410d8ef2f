package io.processmaster.daemon.adapter.posix;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Tells which watched files changed; for one thread. */
public final class Inotify implements Closeable {
    private static final int FLAGS = 02000000 | 04000; // IN_CLOEXEC | IN_NONBLOCK
    private static final int IN_MODIFY = 0x2;
    private static final int IN_Q_OVERFLOW = 0x4000;
    private static final int HEADER = 16;
    private static final int BUFFER = 64 * 1024;

    private final Descriptor descriptor;
    private final byte[] buffer = new byte[BUFFER];

    private Inotify(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** One that watches nothing. */
    public static Inotify open() throws PosixException {
        int fd = DescriptorCalls.inotify_init1(FLAGS);
        if (fd < 0) {
            PosixException problem = PosixException.last("create an inotify instance");
            throw problem.errno() == PosixException.EMFILE
                    ? problem.withAdvice("raise fs.inotify.max_user_instances, or the limit of open files")
                    : problem;
        }
        return new Inotify(new Descriptor(fd));
    }

    /** To be added to the epoll. */
    public int fd() {
        return descriptor.fd();
    }

    /** Watches a file for changes of its content; the same file gives the same number. */
    public int watch(String path) throws PosixException {
        int watch = DescriptorCalls.inotify_add_watch(fd(), FilePosix.bytes(path), IN_MODIFY);
        if (watch < 0) {
            PosixException problem = PosixException.last("watch " + path);
            throw problem.errno() == PosixException.ENOSPC
                    ? problem.withAdvice("raise fs.inotify.max_user_watches")
                    : problem;
        }
        return watch;
    }

    /** Watches it no longer; harmless when the file is gone already. */
    public void unwatch(int watch) {
        DescriptorCalls.inotify_rm_watch(fd(), watch);
    }

    /** Adds the watches that have news to {@code changed}; false when the kernel lost some, so that any may have. */
    public boolean drainInto(Set<Integer> changed) throws PosixException {
        boolean complete = true;
        int size = descriptor.read(buffer);
        ByteBuffer events = ByteBuffer.wrap(buffer, 0, size).order(ByteOrder.nativeOrder());
        while (events.remaining() >= HEADER) {
            int watch = events.getInt();
            int mask = events.getInt();
            events.getInt(); // the cookie belongs to renames
            int nameLength = events.getInt();
            events.position(events.position() + nameLength);
            complete &= (mask & IN_Q_OVERFLOW) == 0;
            changed.add(watch);
        }
        return complete;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
