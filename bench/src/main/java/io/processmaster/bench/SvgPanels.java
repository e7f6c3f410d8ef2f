package io.processmaster.bench;

import java.util.List;
import java.util.Locale;

/** Line charts one below the other, over the same minutes; readable on light and on dark ground. */
final class SvgPanels {
    private static final int WIDTH = SvgCanvas.WIDTH;
    private static final int LEFT = SvgCanvas.LEFT;
    private static final int RIGHT = 16;
    private static final int HEADER = 44;
    private static final int PANEL = 150;
    private static final int CAPTION = 26;
    private static final int PLOT = 96;
    private static final int FOOTER = 30;
    private static final int TICKS = 6;
    private static final int LETTER = 7;
    private static final double HEADROOM = 1.1;
    private static final double MINUTES_PER_HOUR = 60;
    private final double minutes;
    private final SvgCanvas canvas;
    private int panels;

    SvgPanels(String title, double minutes) {
        canvas = new SvgCanvas(title, LEFT);
        this.minutes = minutes;
    }

    /** Adds a panel below the others; it begins at 0, so that a slope looks as steep as it is. */
    SvgPanels panel(String caption, SoakSeries... series) {
        int top = HEADER + panels * PANEL + CAPTION;
        panels++;
        double most = HEADROOM
                * List.of(series).stream()
                        .flatMap(each -> each.points().stream())
                        .mapToDouble(Line.Point::y)
                        .max()
                        .orElse(1);
        double step = step(most);
        canvas.text(LEFT, top - 10, "start", "name", caption);
        for (double mark = 0; mark <= most; mark += step) {
            double y = y(top, mark, most);
            canvas.add(
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n", LEFT, y, WIDTH - RIGHT, y);
            canvas.text(LEFT - 8, y + 4, "end", "mark", mark(mark));
        }
        int right = WIDTH - RIGHT;
        for (int i = series.length - 1; i >= 0; i--) {
            curve(top, most, series[i], i);
            if (series.length > 1) {
                canvas.text(right, top - 10, "end", "k" + i, series[i].name());
                right -= LETTER * (series[i].name().length() + 2);
            }
        }
        return this;
    }

    private void curve(int top, double most, SoakSeries series, int number) {
        StringBuilder points = new StringBuilder();
        for (Line.Point point : series.points()) {
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x() * MINUTES_PER_HOUR), y(top, point.y(), most)));
        }
        canvas.add(
                "<polyline class=\"s%d\" points=\"%s\"/>%n",
                number, points.toString().strip());
    }

    /** The whole picture. */
    String svg() {
        int height = HEADER + panels * PANEL + FOOTER;
        for (int i = 0; i <= TICKS; i++) {
            double at = minutes * i / TICKS;
            String anchor = i == TICKS ? "end" : "middle";
            canvas.text(x(at), height - FOOTER, anchor, "mark", mark(at) + (i == TICKS ? " min" : ""));
        }
        return canvas.svg(height);
    }

    private double x(double minute) {
        return LEFT + (WIDTH - LEFT - RIGHT) * minute / minutes;
    }

    private static double y(int top, double value, double most) {
        return top + PLOT - PLOT * value / most;
    }

    /** 1, 2 or 5 times a power of ten, so that there are at most four marks above 0. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        double least = most / 4 / power;
        return power * (least <= 1 ? 1 : least <= 2 ? 2 : least <= 5 ? 5 : 10);
    }

    private static String mark(double value) {
        boolean whole = Math.abs(value - Math.rint(value)) < 1e-9;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", value);
    }
}
