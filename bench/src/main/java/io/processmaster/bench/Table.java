package io.processmaster.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, which is aligned and so reads well on a terminal too. */
final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    Table(List<String> head) {
        lines.add(head);
    }

    /** A line with as many cells as the head has. */
    void add(List<String> cells) {
        if (cells.size() != lines.get(0).size()) {
            throw new IllegalArgumentException(cells.size() + " cells below " + lines.get(0));
        }
        lines.add(cells);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        List<Integer> widths = widths();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines.get(i), widths, ' '));
            if (i == 0) {
                text.append(line(Collections.nCopies(widths.size(), ""), widths, '-'));
            }
        }
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < lines.get(0).size(); column++) {
            int at = column;
            widths.add(
                    lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths, char filler) {
        StringBuilder text = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            String padding =
                    String.valueOf(filler).repeat(widths.get(i) - cells.get(i).length());
            text.append(filler)
                    .append(cells.get(i))
                    .append(padding)
                    .append(filler)
                    .append('|');
        }
        return text.append('\n').toString();
    }
}
