package io.processmaster.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * What became of lines that were numbered from 1 on, all of the same width.
 *
 * @param lost numbers that are nowhere
 * @param wrong lines that are none of them, or are there for a second time
 */
record NumberedLines(int lost, int wrong) {
    private static final int CHUNK = 1 << 16;

    /**
     * Looks through files as if they were one: a line may begin in one and end in the next.
     *
     * @param width digits of a line
     * @param total the number of the last line
     */
    static NumberedLines count(List<Path> oldestFirst, int width, int total) throws IOException {
        Counter counter = new Counter(width, total);
        try (InputStream all = new BufferedInputStream(joined(oldestFirst), CHUNK)) {
            for (int next = all.read(); next >= 0; next = all.read()) {
                counter.take(next);
            }
        }
        return counter.end();
    }

    private static InputStream joined(List<Path> files) throws IOException {
        InputStream all = InputStream.nullInputStream();
        for (Path file : files) {
            all = new SequenceInputStream(
                    Collections.enumeration(List.of(all, new BufferedInputStream(Files.newInputStream(file), CHUNK))));
        }
        return all;
    }

    private static final class Counter {
        private final int width;
        private final int total;
        private final BitSet seen = new BitSet();
        private int wrong;
        private int length;
        private long number;
        private boolean digits = true;

        Counter(int width, int total) {
            this.width = width;
            this.total = total;
        }

        void take(int next) {
            if (next == '\n') {
                endLine();
                return;
            }
            length++;
            digits &= next >= '0' && next <= '9';
            // Too large a number stays too large.
            number = Math.min(number * 10 + next - '0', Integer.MAX_VALUE);
        }

        private void endLine() {
            boolean whole = digits && length == width && number >= 1 && number <= total;
            if (!whole || seen.get((int) number)) {
                wrong++;
            } else {
                seen.set((int) number);
            }
            length = 0;
            number = 0;
            digits = true;
        }

        NumberedLines end() {
            if (length > 0) {
                endLine();
            }
            return new NumberedLines(total - seen.cardinality(), wrong);
        }
    }
}
