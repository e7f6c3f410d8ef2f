package io.processmaster.common.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Lines over one connection, bounded in length. */
final class LineChannel implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;
    // What does not fit into the first piece is a list of many apps; small steps would copy it again and again.
    private static final int MUCH = 256 * 1024;

    private final Connection connection;
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;

    LineChannel(Connection connection) {
        this.connection = connection;
    }

    void send(String line) throws IOException {
        connection.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A line without its end.
     *
     * @param bytes what holds it, until the next call
     * @param start its first byte
     * @param end behind its last byte
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Line(byte[] bytes, int start, int end) {}

    /** The next line; empty at the end of the connection, half a line included. */
    Optional<Line> receive(int most) throws IOException {
        int searched = start;
        while (true) {
            for (; searched < end; searched++) {
                if (buffer[searched] == '\n') {
                    if (searched - start > most) {
                        throw new TooLong();
                    }
                    Line line = new Line(buffer, start, searched);
                    start = searched + 1;
                    return Optional.of(line);
                }
            }
            if (end - start > most) {
                throw new TooLong();
            }
            int length = searched - start;
            if (!fill()) {
                return Optional.empty();
            }
            searched = start + length;
        }
    }

    /** Whether anything can still be read. */
    boolean hasMore() {
        try {
            return start < end || fill();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(MUCH, buffer.length * 2));
        }
        int count = connection.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** A line is longer than the reader takes. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
