package io.processmaster.daemon.adapter.posix;

import java.time.Duration;

/** Waits until one of a few descriptors has something to say; poll(2). */
public final class FileWait {
    private static final short POLLIN = 0x001;
    private static final short POLLRDHUP = 0x2000;
    private static final int ENTRY_BYTES = DescriptorCalls.POLLFD_BYTES;

    private FileWait() {}

    /**
     * Waits at most {@code limit}, rounded up to a millisecond.
     *
     * @param fds descriptors; a negative one is ignored
     * @return for each whether it is readable, hung up or broken; all false when the time is up or a signal came
     */
    public static boolean[] readable(Duration limit, int... fds) throws FileFault {
        Struct entries = Struct.of(ENTRY_BYTES * fds.length);
        for (int i = 0; i < fds.length; i++) {
            entries.putInt(ENTRY_BYTES * i, fds[i]);
            entries.putShort(ENTRY_BYTES * i + 4, (short) (POLLIN | POLLRDHUP));
        }
        int count = DescriptorCalls.poll(entries.bytes(), milliseconds(limit));
        boolean[] readable = new boolean[fds.length];
        if (count < 0 && FilePosix.errno() != FileFault.EINTR) {
            throw new FileFault("poll", fds.length + " descriptors", FilePosix.errno());
        }
        for (int i = 0; count > 0 && i < fds.length; i++) {
            readable[i] = entries.getShort(ENTRY_BYTES * i + 6) != 0;
        }
        return readable;
    }

    /** As poll(2) takes it, rounded up; 0 for what is over. */
    static int milliseconds(Duration limit) {
        if (limit.isNegative()) {
            return 0;
        }
        return (int) Math.min(Integer.MAX_VALUE, limit.plusNanos(999_999).toMillis());
    }
}
