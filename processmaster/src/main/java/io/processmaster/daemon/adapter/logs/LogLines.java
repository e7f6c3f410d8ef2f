package io.processmaster.daemon.adapter.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines, however the bytes arrive; what is not UTF-8 becomes U+FFFD.
 *
 * <p>A line longer than {@link #MAX_LINE_BYTES} is cut and marked; the rest of it is dropped.
 */
final class LogLines {
    /** The longest line that is kept whole. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    /** Ends a line that was longer. */
    static final String CUT_MARK = " [cut]";

    private byte[] held = new byte[256];
    private int heldBytes;
    private boolean over;
    private boolean skipping;

    /** Begins a stream; when {@code midLine}, everything up to the first newline is dropped. */
    LogLines(boolean midLine) {
        skipping = midLine;
    }

    /** The lines that {@code count} more bytes complete. */
    List<String> add(byte[] bytes, int count) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < count) {
            int end = from;
            while (end < count && bytes[end] != '\n') {
                end++;
            }
            hold(bytes, from, end - from);
            if (end < count) {
                release().ifPresent(lines::add);
            }
            from = end + 1;
        }
        return lines;
    }

    /** Whether a line has begun and not ended, and is worth showing. */
    boolean isPartial() {
        return heldBytes > 0 && !skipping;
    }

    /** Ends the line that has begun; empty when none has. */
    Optional<String> flush() {
        return isPartial() ? release() : Optional.empty();
    }

    /** The lines of one piece that is complete in itself, a last one without newline included. */
    List<String> all(byte[] bytes) {
        List<String> lines = new ArrayList<>(add(bytes, bytes.length));
        flush().ifPresent(lines::add);
        return lines;
    }

    /** A line without colour sequences and without control characters, except tabs. */
    static String plain(String line) {
        StringBuilder text = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\u001b' && i + 1 < line.length() && line.charAt(i + 1) == '[') {
                i = afterSequence(line, i + 2);
            } else {
                if (c == '\t' || !Character.isISOControl(c)) {
                    text.append(c);
                }
                i++;
            }
        }
        return text.toString();
    }

    // Parameters and intermediates are 0x20 to 0x3f; one more character ends the sequence.
    private static int afterSequence(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) >= 0x20 && line.charAt(i) <= 0x3f) {
            i++;
        }
        return Math.min(line.length(), i + 1);
    }

    private void hold(byte[] bytes, int from, int count) {
        int room = Math.min(count, MAX_LINE_BYTES - heldBytes);
        over |= room < count;
        if (skipping) {
            return;
        }
        if (heldBytes + room > held.length) {
            held = Arrays.copyOf(held, Math.min(MAX_LINE_BYTES, Math.max(held.length * 2, heldBytes + room)));
        }
        System.arraycopy(bytes, from, held, heldBytes, room);
        heldBytes += room;
    }

    private Optional<String> release() {
        boolean dropped = skipping;
        int end = heldBytes > 0 && held[heldBytes - 1] == '\r' ? heldBytes - 1 : heldBytes;
        // Empty lines share one object, so that a flood of newlines costs little.
        String text = end == 0 ? "" : new String(held, 0, end, StandardCharsets.UTF_8);
        String line = over ? text + CUT_MARK : text;
        heldBytes = 0;
        over = false;
        skipping = false;
        return dropped ? Optional.empty() : Optional.of(line);
    }
}
