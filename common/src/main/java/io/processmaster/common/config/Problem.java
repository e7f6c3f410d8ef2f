package io.processmaster.common.config;

import java.util.Comparator;

/**
 * One thing that is wrong with one file, and where.
 *
 * @param file the path as it was given
 * @param line from 1; 0 when the problem has no line
 * @param column from 1, in characters; 0 when the problem has no column
 * @param message what is wrong, beginning with the path of the key where there is one; never a secret
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_POSITION = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return BY_POSITION.compare(this, other);
    }

    /** The form that people know from compilers: {@code config.yaml:12:5: web_console.prt: unknown key}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column > 0) {
            text.append(':').append(column);
        }
        return text.append(": ").append(message).toString();
    }
}
