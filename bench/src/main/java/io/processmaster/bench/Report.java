package io.processmaster.bench;

import java.util.ArrayList;
import java.util.List;

/** The results as a table in Markdown, which is aligned and so reads well on a terminal too. */
final class Report {
    private static final List<String> HEAD = List.of("measured", "n", "median", "min", "p95", "max", "target");

    private final List<List<String>> lines = new ArrayList<>();

    Report() {
        lines.add(HEAD);
    }

    void add(Row row) {
        lines.add(List.of(
                row.what(),
                Integer.toString(row.count()),
                row.median(),
                row.spread().map(Row.Spread::least).orElse(""),
                row.spread().map(Row.Spread::most95).orElse(""),
                row.spread().map(Row.Spread::most).orElse(""),
                row.target()));
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        List<Integer> widths = widths();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines.get(i), widths, ' '));
            if (i == 0) {
                text.append(line(HEAD.stream().map(title -> "").toList(), widths, '-'));
            }
        }
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
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
