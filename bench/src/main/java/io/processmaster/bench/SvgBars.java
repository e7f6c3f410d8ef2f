package io.processmaster.bench;

import java.util.List;
import java.util.OptionalLong;

/** The medians of a comparison as bars: a small panel for each row, in two columns, each with a scale of its own. */
final class SvgBars {
    private static final int MARGIN = 16;
    private static final int HEADER = 40;
    private static final int COLUMNS = 2;
    private static final int GAP = 28;
    private static final int COLUMN = (SvgCanvas.WIDTH - 2 * MARGIN - GAP) / COLUMNS;
    private static final int NAMES = 96;
    private static final int VALUES = 84;
    private static final int CAPTION = 18;
    private static final int BAR = 12;
    private static final int STEP = 17;
    private static final int SPACE = 14;
    private static final double LEAST_WIDTH = 1;

    private final Comparison comparison;

    private SvgBars(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Of the rows that have at least two values, with the names of the supervisors beside the bars; where there is no value its reason stands in its place. */
    static String draw(String title, Comparison comparison) {
        return new SvgBars(comparison).draw(title);
    }

    private String draw(String title) {
        SvgCanvas canvas = new SvgCanvas(title, MARGIN);
        List<String> rows =
                comparison.rows().stream().filter(this::isComparison).toList();
        int panel = CAPTION + STEP * comparison.names().size() + SPACE;
        int lines = Math.max(1, (rows.size() + COLUMNS - 1) / COLUMNS);
        for (int i = 0; i < rows.size(); i++) {
            int left = MARGIN + (i / lines) * (COLUMN + GAP);
            panel(canvas, rows.get(i), left, HEADER + (i % lines) * panel);
        }
        return canvas.svg(HEADER + lines * panel);
    }

    private boolean isComparison(String row) {
        return comparison.names().stream()
                        .flatMapToLong(name -> comparison.headline(row, name).stream())
                        .count()
                > 1;
    }

    private void panel(SvgCanvas canvas, String row, int left, int top) {
        canvas.text(left, top + CAPTION - 5, "start", "name", row);
        long most = comparison.names().stream()
                .flatMapToLong(name -> comparison.headline(row, name).stream())
                .max()
                .orElse(0);
        for (int i = 0; i < comparison.names().size(); i++) {
            String name = comparison.names().get(i);
            int y = top + CAPTION + i * STEP;
            double width = width(comparison.headline(row, name), most);
            canvas.text(left + NAMES - 8, y + BAR - 2, "end", "mark", name);
            if (width > 0) {
                canvas.add(
                        "<rect class=\"k%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                        i, left + NAMES, y, width, BAR);
            }
            canvas.text(left + NAMES + width + 6, y + BAR - 2, "start", "mark", comparison.headlineText(row, name));
        }
    }

    private static double width(OptionalLong value, long most) {
        long known = value.orElse(0);
        return known == 0 ? 0 : Math.max(LEAST_WIDTH, (double) (COLUMN - NAMES - VALUES) * known / most);
    }
}
