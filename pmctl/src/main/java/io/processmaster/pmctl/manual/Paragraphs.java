package io.processmaster.pmctl.manual;

import java.util.List;

/** Breaks sentences into lines of at most {@link #WIDTH} characters. */
final class Paragraphs {
    /** What fits on every terminal. */
    static final int WIDTH = 80;

    private Paragraphs() {}

    /** Appends {@code text}, each line indented, with a line end behind the last one. */
    static void append(StringBuilder out, int indent, String text) {
        append(out, "", indent, text);
    }

    /** Appends {@code term} and beside it {@code text}, which begins in column {@code indent}. */
    static void append(StringBuilder out, String term, int indent, String text) {
        out.append(term);
        int column = term.length();
        if (column >= indent && column > 0) {
            out.append('\n');
            column = 0;
        }
        boolean first = true;
        for (String word : words(text)) {
            if (!first && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
                first = true;
            }
            if (first) {
                out.append(" ".repeat(indent - column));
                column = indent;
            } else {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
            first = false;
        }
        out.append('\n');
    }

    private static List<String> words(String text) {
        List<String> words = new java.util.ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }
}
