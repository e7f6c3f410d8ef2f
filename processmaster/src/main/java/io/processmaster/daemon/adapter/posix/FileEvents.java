package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's news of directories and files; an inotify descriptor.
 *
 * <p>Watches are put on open handles, never on paths, so that nobody can lead a watch elsewhere.
 */
public final class FileEvents implements Closeable {
    /** Its content or length changed. */
    public static final int MODIFIED = 0x002;
    /** Owner, mode or number of links changed. */
    public static final int ATTRIBUTES = 0x004;
    /** An entry left the directory by renaming. */
    public static final int MOVED_FROM = 0x040;
    /** An entry came into the directory by renaming. */
    public static final int MOVED_TO = 0x080;
    /** An entry was made. */
    public static final int CREATED = 0x100;
    /** An entry was removed. */
    public static final int DELETED = 0x200;
    /** The watched one itself was removed. */
    public static final int SELF_DELETED = 0x400;
    /** The watched one itself was renamed. */
    public static final int SELF_MOVED = 0x800;

    /** The watch ends with its first news. */
    public static final int ONCE = 0x80000000;

    private static final int OVERFLOWED = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int CLOEXEC_NONBLOCK = 02000000 | 04000;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 16;

    private final FileHandle inotify;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** Opens one without watches. */
    public FileEvents() throws FileFault {
        int fd = DescriptorCalls.inotify_init1(CLOEXEC_NONBLOCK);
        if (fd < 0) {
            throw new FileFault("inotify_init", "(fs.inotify.max_user_instances)", FilePosix.errno());
        }
        inotify = new FileHandle(fd);
    }

    /** Readable when there is news. */
    public int fd() {
        return inotify.fd();
    }

    /**
     * Watches what is open; the handle may be closed afterwards.
     *
     * @return the watch's number; the same for the same file
     */
    public int watch(Handle handle, int mask) throws FileFault {
        int watch =
                DescriptorCalls.inotify_add_watch(inotify.fd(), FilePosix.bytes(FilePosix.selfPath(handle.fd())), mask);
        if (watch < 0) {
            throw new FileFault("inotify_add_watch", "(fs.inotify.max_user_watches)", FilePosix.errno());
        }
        return watch;
    }

    /** Ends a watch; harmless when the kernel ended it already. */
    public void unwatch(int watch) {
        DescriptorCalls.inotify_rm_watch(inotify.fd(), watch);
    }

    /** Some of the news that is there, without waiting; empty when there is none. */
    public List<Event> take() throws FileFault {
        long count = DescriptorCalls.read(inotify.fd(), buffer);
        if (count < 0) {
            int errno = FilePosix.errno();
            if (errno == FileFault.EAGAIN || errno == FileFault.EINTR) {
                return List.of();
            }
            throw new FileFault("read", "inotify", errno);
        }
        List<Event> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, (int) count).order(ByteOrder.nativeOrder());
        while (bytes.remaining() >= HEADER_BYTES) {
            int watch = bytes.getInt();
            int mask = bytes.getInt();
            bytes.getInt();
            int nameBytes = bytes.getInt();
            byte[] name = new byte[nameBytes];
            bytes.get(name);
            events.add(new Event(watch, mask, text(name)));
        }
        return events;
    }

    // The kernel pads names with NUL characters.
    private static String text(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        inotify.close();
    }

    /**
     * One piece of news.
     *
     * @param watch the number of the watch, -1 when news was lost
     * @param mask what happened
     * @param name the entry of a watched directory that it happened to; empty when it is the watched one itself
     */
    public record Event(int watch, int mask, String name) {
        /** Whether news was lost, so that everything must be looked at again. */
        public boolean overflowed() {
            return (mask & OVERFLOWED) != 0;
        }

        /** Whether the kernel ended the watch; its number means nothing any more. */
        public boolean ended() {
            return (mask & IGNORED) != 0;
        }

        /** Whether any of these happened. */
        public boolean is(int kinds) {
            return (mask & kinds) != 0;
        }
    }
}
