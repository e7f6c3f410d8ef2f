package io.processmaster.daemon.adapter.cgroup;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Finds numbers in the text of a kernel file without making strings of it, for it is done thousands of times.
 *
 * @param text what the kernel wrote, ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record FigureBytes(byte[] text) {
    private static final int MOST_DIGITS = 18;

    boolean isEmpty() {
        return text.length == 0;
    }

    /** The number that the text begins with; empty for a word such as {@code max}. */
    OptionalLong number() {
        return numberAt(0);
    }

    /** The number in the line {@code key number}. */
    OptionalLong field(String key) {
        return inLine(key, " ");
    }

    /** The number behind the first {@code mark} in the line whose first word is {@code key}. */
    OptionalLong inLine(String key, String mark) {
        byte[] word = (key + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] before = mark.getBytes(StandardCharsets.US_ASCII);
        for (int line = 0; line < text.length; line = endOfLine(line) + 1) {
            if (isAt(line, word)) {
                int end = endOfLine(line);
                for (int at = line + key.length(); at < end; at++) {
                    if (isAt(at, before)) {
                        return numberAt(at + before.length);
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The sum of the numbers behind each {@code mark}; 0 when there is none. */
    OptionalLong sum(String mark) {
        byte[] before = (" " + mark).getBytes(StandardCharsets.US_ASCII);
        long sum = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == ' ' && isAt(at, before)) {
                sum += numberAt(at + before.length).orElse(0);
            }
        }
        return OptionalLong.of(sum);
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean isAt(int place, byte[] word) {
        if (place + word.length > text.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[place + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private OptionalLong numberAt(int from) {
        long number = 0;
        int at = from;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + (text[at] - '0');
            at++;
        }
        return at == from || at - from > MOST_DIGITS ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
