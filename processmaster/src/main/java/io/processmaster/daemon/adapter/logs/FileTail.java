package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.util.List;

/**
 * Where the last lines of a file begin.
 *
 * @param start first byte
 * @param midLine whether the first line there is only the end of one
 */
record FileTail(long start, boolean midLine) {
    /** How much of the end of a file is looked at, in bytes. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The most lines that anybody gets of one file at once. */
    static final int MAX_LINES = 10_000;

    private static final int BLOCK_BYTES = 64 * 1024;

    /** As many lines as are looked at. */
    static FileTail whole(long size) {
        long start = Math.max(0, size - MAX_BYTES);
        return new FileTail(start, start > 0);
    }

    /** The last lines that end before {@code size}, and what follows the last newline. */
    static FileTail lines(Handle file, long size, int wanted) throws IOException {
        FileTail whole = whole(size);
        int newlines = 0;
        long end = size;
        while (end > whole.start()) {
            long start = Math.max(whole.start(), end - BLOCK_BYTES);
            byte[] block = FileWindow.read(file, start, end);
            for (int i = block.length - 1; i >= 0; i--) {
                // A newline as the very last byte ends the last line and begins none.
                if (block[i] == '\n' && start + i + 1 < size && ++newlines >= wanted) {
                    return new FileTail(start + i + 1, false);
                }
            }
            end = start;
        }
        return whole;
    }

    /** From the first line that begins at {@code start} or soon after it, and before {@code end}; or from there itself. */
    static FileTail slice(Handle file, long start, long end) throws IOException {
        if (start > 0) {
            // The byte before decides whether a line begins right there.
            byte[] block = FileWindow.read(file, start - 1, Math.min(end, start - 1 + BLOCK_BYTES));
            for (int i = 0; i < block.length && start + i < end; i++) {
                if (block[i] == '\n') {
                    return new FileTail(start + i, false);
                }
            }
        }
        return new FileTail(start, false);
    }

    /** Something that takes lines. */
    interface Sink<E extends Exception> {
        /** Takes the next lines. */
        void accept(List<String> lines) throws E;
    }

    /** Reads from here to {@code size} block by block, and leaves an unfinished line in {@code splitter}. */
    <E extends Exception> void read(Handle file, long size, LogLines splitter, Sink<E> sink) throws IOException, E {
        byte[] block = new byte[BLOCK_BYTES];
        long offset = start;
        while (offset < size) {
            int count = (int) Math.min(FilePosix.read(file, block, offset), size - offset);
            if (count == 0) {
                return;
            }
            sink.accept(splitter.add(block, count));
            offset += count;
        }
    }

    /** A splitter for what is read from here. */
    LogLines splitter() {
        return new LogLines(midLine);
    }
}
