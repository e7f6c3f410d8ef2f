package io.processmaster.bench;

import java.util.List;

/** The results of the scenarios, a line for each. */
final class Report {
    private final Table table = new Table(List.of("measured", "n", "median", "min", "p95", "max", "target"));

    void add(Row row) {
        table.add(List.of(
                row.what(),
                Integer.toString(row.count()),
                row.median(),
                row.spread().map(Row.Spread::least).orElse(""),
                row.spread().map(Row.Spread::most95).orElse(""),
                row.spread().map(Row.Spread::most).orElse(""),
                row.target()));
    }

    String markdown() {
        return table.markdown();
    }
}
