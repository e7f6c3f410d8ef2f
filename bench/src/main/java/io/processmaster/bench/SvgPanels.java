package io.processmaster.bench;

import java.util.List;
import java.util.Locale;

/** Line charts one below the other, over the same minutes; readable on light and on dark ground. */
final class SvgPanels {
    private static final int WIDTH = 860;
    private static final int LEFT = 56;
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
    private static final String STYLE =
            """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #57606a; }
            .title { font-size: 15px; font-weight: 600; fill: #24292f; }
            .name { font-weight: 600; }
            .grid { stroke: #8c959f; stroke-opacity: .35; }
            .s0, .s1, .s2 { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
            .s0 { stroke: #0969da; } .s1 { stroke: #bc4c00; } .s2 { stroke: #8c959f; }
            .k0 { fill: #0969da; } .k1 { fill: #bc4c00; } .k2 { fill: #6e7781; }
            @media (prefers-color-scheme: dark) {
            text { fill: #9198a1; } .title { fill: #f0f6fc; }
            .s0 { stroke: #4493f8; } .s1 { stroke: #f0883e; }
            .k0 { fill: #4493f8; } .k1 { fill: #f0883e; }
            }
            </style>
            """;

    private final String title;
    private final double minutes;
    private final StringBuilder body = new StringBuilder();
    private int panels;

    SvgPanels(String title, double minutes) {
        this.title = title.replace("&", "&amp;").replace("<", "&lt;");
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
        text(LEFT, top - 10, "start", "name", caption);
        for (double mark = 0; mark <= most; mark += step) {
            double y = y(top, mark, most);
            add("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n", LEFT, y, WIDTH - RIGHT, y);
            text(LEFT - 8, y + 4, "end", "mark", mark(mark));
        }
        int right = WIDTH - RIGHT;
        for (int i = series.length - 1; i >= 0; i--) {
            curve(top, most, series[i], i);
            if (series.length > 1) {
                text(right, top - 10, "end", "k" + i, series[i].name());
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
        add(
                "<polyline class=\"s%d\" points=\"%s\"/>%n",
                number, points.toString().strip());
    }

    /** The whole picture. */
    String svg() {
        int height = HEADER + panels * PANEL + FOOTER;
        for (int i = 0; i <= TICKS; i++) {
            double at = minutes * i / TICKS;
            String anchor = i == TICKS ? "end" : "middle";
            text(x(at), height - FOOTER, anchor, "mark", mark(at) + (i == TICKS ? " min" : ""));
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n<title>%s</title>%n%s"
                        + "<text class=\"title\" x=\"%d\" y=\"24\">%s</text>%n%s</svg>%n",
                WIDTH,
                height,
                title,
                STYLE,
                LEFT,
                title,
                body);
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

    private void text(double x, double y, String anchor, String style, String words) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", style, x, y, anchor, words);
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values));
    }
}
