package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.adapter.disk.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees to it that a number is never given twice, whatever becomes of the journal's files.
 *
 * <p>The file {@code journal.seq} holds a promise: no number from there on was ever given. It is on the disk before the
 * numbers below it are used, a block at a time, far ahead of what can be given while one promise is being written. After
 * a crash counting goes on at the promise, which leaves a gap but cannot repeat, even if the newest lines or all of the
 * journal are lost. A clean end writes the exact number and leaves no gap. Where the promise itself is lost, a whole
 * block is skipped after the newest number in the journal. Only a disk that refuses every write for the rest of a block,
 * and a crash after that, can bring a number back, and then one that was never on the disk.
 */
final class Numbers {
    /** How many numbers one promise covers. */
    static final long BLOCK = 100_000;

    private static final int MAX_FILE_BYTES = 32;

    private final Path file;
    private final long first;
    private long promise;

    /**
     * Finds out where to go on.
     *
     * @param newest greatest number in the journal's files; 0 when there is none
     * @param used whether there are journal files at all, readable or not
     */
    Numbers(Path file, long newest, boolean used) {
        this.file = file;
        this.promise = read(file);
        if (promise > 0) {
            first = Math.max(promise, newest + 1);
        } else {
            first = used ? newest + BLOCK + 1 : 1;
        }
    }

    /** The first number to give. */
    long first() {
        return first;
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
        DurableFile.replace(file, (value + "\n").getBytes(StandardCharsets.US_ASCII));
        promise = value;
    }

    private static long read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
                return 0;
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
