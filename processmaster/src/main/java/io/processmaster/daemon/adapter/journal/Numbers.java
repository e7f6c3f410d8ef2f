package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a number is never given twice, whatever becomes of the journal's files.
 *
 * <p>A {@link Promise} on the disk says that no number from there on was ever given. It is there before the numbers below
 * it are used, a block at a time, far ahead of what can be given while one promise is being written. After a crash
 * counting goes on at the promise, which leaves a gap but cannot repeat, even if the newest lines or all of the journal
 * are lost. A clean end writes the exact number and leaves no gap.
 *
 * <p>Where there is no promise to go by, because it is lost or cannot be written, counting goes on at the microseconds
 * since 1970. Nothing else that a daemon can read is known to be greater than what another one gave, and nobody gives a
 * number a microsecond. Only a clock that was set back in between can bring a number back then.
 */
final class Numbers {
    /** How many numbers one promise covers. */
    static final long BLOCK = 100_000;

    private final Promise kept;
    private final TimeSource time;
    private final long first;
    private volatile long promise;
    private long overrun = -1;

    /**
     * Finds out where to go on.
     *
     * @param directory of the journal
     * @param newest greatest number in the journal's files; 0 when there is none
     * @param used whether there are journal files at all, readable or not
     */
    Numbers(Path directory, long newest, boolean used, TimeSource time) {
        this.time = time;
        this.kept = new Promise(directory);
        this.promise = kept.read();
        if (promise > 0) {
            first = Math.max(promise, newest + 1);
        } else {
            first = used ? Math.max(newest + BLOCK + 1, micros()) : 1;
        }
    }

    /** The first number to give. */
    long first() {
        return first;
    }

    /**
     * The number to give in place of {@code next}: the same, unless no promise covers it.
     *
     * <p>For one thread at a time, which need not be the one that writes.
     */
    long covered(long next) {
        long covering = promise;
        if (next < covering || overrun == covering) {
            return next;
        }
        // Once for each promise that is overrun: from then on numbers go up by one again.
        overrun = covering;
        return Math.max(next, micros());
    }

    /** Renews the promise when half of it or more is used up by {@code next}, the number to be given next. */
    void keepAhead(long next) throws IOException {
        if (promise - next < BLOCK / 2) {
            write(next + BLOCK);
        }
    }

    /** No more numbers are given: {@code next} is where the next daemon goes on. */
    void settle(long next) throws IOException {
        write(next);
    }

    private void write(long value) throws IOException {
        kept.write(value);
        promise = value;
    }

    private long micros() {
        return TimeUnit.MILLISECONDS.toMicros(time.now().epochMillis());
    }
}
