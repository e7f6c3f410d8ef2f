package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file descriptor of this process, close-on-exec. */
public final class Descriptor implements Handle {
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;
    private static final int O_PATH = 010000000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int POLLIN = 1;
    private static final int POLLPRI = 2;
    private static final int CLOSED = -1;

    private final AtomicInteger fd;

    /** Takes over {@code fd}. */
    Descriptor(int fd) {
        this.fd = new AtomicInteger(fd);
    }

    /** Opens for reading. */
    public static Descriptor openRead(String path) throws PosixException {
        return open(path, O_RDONLY | O_NONBLOCK);
    }

    /** Opens an existing file for writing. */
    public static Descriptor openWrite(String path) throws PosixException {
        return open(path, O_WRONLY);
    }

    /** Opens a place in the file system without opening the file itself, so that no device or pipe notices. */
    public static Descriptor openPlace(String path) throws PosixException {
        return open(path, O_PATH);
    }

    private static Descriptor open(String path, int flags) throws PosixException {
        byte[] name = FilePosix.bytes(path);
        return new Descriptor(
                Libc.checked(FileCalls.openat(FilePosix.AT_FDCWD, name, flags | O_CLOEXEC, 0), "open " + path));
    }

    /** A pipe. */
    public static Pipe pipe() throws PosixException {
        Struct ends = Struct.of(2 * Integer.BYTES);
        Libc.checked(DescriptorCalls.pipe2(ends.bytes(), O_CLOEXEC), "create a pipe");
        return new Pipe(new Descriptor(ends.getInt(0)), new Descriptor(ends.getInt(Integer.BYTES)));
    }

    /** A second descriptor of the same file, with a number of at least {@code lowest}. */
    static Descriptor duplicateFrom(int fd, int lowest) throws PosixException {
        return new Descriptor(
                Libc.checked(DescriptorCalls.fcntl(fd, F_DUPFD_CLOEXEC, lowest), "duplicate descriptor " + fd));
    }

    /** Reads from where the last read ended; 0 at the end of the file, or when nothing is there and it does not block. */
    public int read(byte[] into) throws PosixException {
        while (true) {
            long size = DescriptorCalls.read(fd(), into);
            if (size >= 0) {
                return (int) size;
            }
            int errno = Libc.errno();
            if (errno == PosixException.EAGAIN) {
                return 0;
            }
            if (errno != PosixException.EINTR) {
                throw new PosixException("read descriptor " + fd(), errno);
            }
        }
    }

    /** Reads from the start of the file, wherever others read. */
    public int readFromStart(byte[] into) throws PosixException {
        return Libc.checked((int) DescriptorCalls.pread(fd(), into, 0), "read descriptor " + fd());
    }

    /** Writes all of it in one call, as kernel interfaces want it. */
    void write(byte[] from) throws PosixException {
        Libc.checked((int) DescriptorCalls.write(fd(), from, from.length), "write descriptor " + fd());
    }

    /** Waits until the kernel says that one of its files has changed since it was read; false when the time is over first. */
    public boolean awaitChange(long limitMs) throws IOException {
        return await(POLLPRI, limitMs);
    }

    /** Waits until there is something to read or the other side is gone; false when the time is over first. */
    public boolean awaitReadable(long limitMs) throws IOException {
        return await(POLLIN, limitMs);
    }

    private boolean await(int news, long limitMs) throws IOException {
        long end = System.nanoTime() + limitMs * 1_000_000;
        byte[] entry = Struct.of(DescriptorCalls.POLLFD_BYTES)
                .putInt(0, fd())
                .putShort(4, (short) news)
                .bytes();
        while (true) {
            long leftMs = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
            int ready = DescriptorCalls.poll(entry, (int) Math.min(leftMs, Integer.MAX_VALUE));
            if (ready >= 0) {
                return ready > 0;
            }
            if (Libc.errno() != PosixException.EINTR) {
                throw PosixException.last("wait for descriptor " + fd());
            }
        }
    }

    @Override
    public int fd() {
        int number = fd.get();
        if (number == CLOSED) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return number;
    }

    @Override
    public void close() {
        int number = fd.getAndSet(CLOSED);
        if (number != CLOSED) {
            DescriptorCalls.close(number);
        }
    }

    /**
     * Both ends of a pipe.
     *
     * @param output what is written comes out here
     * @param input where to write
     */
    public record Pipe(Descriptor output, Descriptor input) {}
}
