package io.processmaster.pmctl.render;

import io.processmaster.pmctl.terminal.Printable;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Columns and rows; on a terminal it leaves out columns rather than to wrap a line. */
final class Table {
    private static final int GAP = 2;
    private static final int LEAST_FIRST_WIDTH = 8;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param title its heading
     * @param right whether its cells end in the same place, as numbers do
     * @param rank columns of a higher rank are left out first; those of rank 0 always stay
     */
    record Column(String title, boolean right, int rank) {}

    /**
     * What stands in one place.
     *
     * @param text one line, without anything that steers a terminal
     * @param tone its colour
     */
    record Cell(String text, Tone tone) {
        /** Cleans the text. */
        Cell {
            text = Printable.line(text);
        }

        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    void row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** Appends heading and rows, each as one line. */
    void append(StringBuilder out, Terminal terminal) {
        int[] widths = widths();
        boolean[] shown = new boolean[widths.length];
        java.util.Arrays.fill(shown, true);
        OptionalInt most = terminal.width();
        if (most.isPresent()) {
            shrink(widths, shown, most.getAsInt());
        }
        List<Cell> head = new ArrayList<>(columns.size());
        for (Column column : columns) {
            head.add(new Cell(column.title(), Tone.STRONG));
        }
        line(out, head, widths, shown, terminal.hasColours());
        for (List<Cell> row : rows) {
            line(out, row, widths, shown, terminal.hasColours());
        }
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(columns.get(i).title());
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i).text()));
            }
        }
        return widths;
    }

    private void shrink(int[] widths, boolean[] shown, int most) {
        while (total(widths, shown) > most) {
            int next = 0;
            for (int i = 1; i < shown.length; i++) {
                if (shown[i]
                        && columns.get(i).rank()
                                > (shown[next] ? columns.get(next).rank() : 0)) {
                    next = i;
                }
            }
            if (columns.get(next).rank() == 0) {
                int rest = total(widths, shown) - widths[0];
                widths[0] = Math.max(Math.min(LEAST_FIRST_WIDTH, widths[0]), most - rest);
                return;
            }
            shown[next] = false;
        }
    }

    private static int total(int[] widths, boolean[] shown) {
        int total = -GAP;
        for (int i = 0; i < widths.length; i++) {
            total += shown[i] ? widths[i] + GAP : 0;
        }
        return total;
    }

    private void line(StringBuilder out, List<Cell> cells, int[] widths, boolean[] shown, boolean colours) {
        int owed = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (!shown[i]) {
                continue;
            }
            String text = cut(cells.get(i).text(), widths[i]);
            int pad = widths[i] - length(text);
            boolean right = columns.get(i).right();
            // Spaces are owed until something follows them, so that no line ends in one.
            owed += right ? pad : 0;
            if (!text.isEmpty()) {
                out.append(" ".repeat(owed));
                owed = 0;
                cells.get(i).tone().append(out, text, colours);
            }
            owed += GAP + (right ? 0 : pad);
        }
        out.append('\n');
    }

    private static String cut(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
