package io.processmaster.pmctl.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes whole lines of what is written to several files in pieces. */
final class LineSplitter {
    /** A line longer than this is passed on in parts. */
    static final int MOST_CHARS = 64 * 1024;

    private final Map<String, StringBuilder> begun = new HashMap<>();

    /** The lines of {@code file} that {@code text} completes, without their ends. */
    List<String> add(String file, String text) {
        StringBuilder rest = begun.computeIfAbsent(file, f -> new StringBuilder());
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            rest.append(text, start, end);
            lines.add(rest.toString());
            rest.setLength(0);
            start = end + 1;
        }
        rest.append(text, start, text.length());
        if (rest.length() > MOST_CHARS) {
            lines.add(rest.toString());
            rest.setLength(0);
        }
        return lines;
    }
}
