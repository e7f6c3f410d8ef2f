package io.processmaster.daemon.adapter.posix;

import java.io.Closeable;

/** A timer of the wall clock that never runs out, but is cancelled by whoever sets that clock. */
public final class ClockSetTimer implements Closeable {
    private static final int CLOCK_REALTIME = 0;
    private static final int FLAGS = 02000000 | 04000; // TFD_CLOEXEC | TFD_NONBLOCK
    private static final int ABSOLUTE = 1; // TFD_TIMER_ABSTIME
    private static final int CANCEL_ON_SET = 2; // TFD_TIMER_CANCEL_ON_SET
    // struct itimerspec: interval and value, each in seconds and nanoseconds.
    private static final int VALUE_SECONDS = 16;
    /** Later than any clock will ever show. */
    static final long NEVER = Long.MAX_VALUE;

    private final Descriptor timer;

    private ClockSetTimer(Descriptor timer) {
        this.timer = timer;
    }

    /** One that waits for the clock to be set. */
    public static ClockSetTimer open() throws PosixException {
        ClockSetTimer timer = new ClockSetTimer(
                new Descriptor(Libc.checked(DescriptorCalls.timerfd_create(CLOCK_REALTIME, FLAGS), "create a timer")));
        try {
            timer.arm(NEVER);
        } catch (PosixException e) {
            timer.close();
            throw e;
        }
        return timer;
    }

    /** Readable once the clock was set; to be added to an epoll. */
    public int fd() {
        return timer.fd();
    }

    /** Whether the clock was set since the last call; waits for the next time from here on. */
    public boolean wasSet() throws PosixException {
        boolean set = false;
        try {
            // The timer itself runs out at the end of time only.
            set = timer.read(new byte[Long.BYTES]) > 0;
        } catch (PosixException e) {
            if (e.errno() != PosixException.ECANCELED) {
                throw e;
            }
            set = true;
        }
        if (set) {
            arm(NEVER);
        }
        return set;
    }

    /** Lets it run out at {@code epochSecond}, besides being cancelled. */
    void arm(long epochSecond) throws PosixException {
        byte[] value = Struct.of(DescriptorCalls.TIMER_BYTES)
                .putLong(VALUE_SECONDS, epochSecond)
                .bytes();
        int done = DescriptorCalls.timerfd_settime(timer.fd(), ABSOLUTE | CANCEL_ON_SET, value);
        // Set at this very moment: it is armed all the same, and whoever armed it is about to look at the clock.
        if (done < 0 && Libc.errno() != PosixException.ECANCELED) {
            throw PosixException.last("wait for the clock to be set");
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
