package io.processmaster.bench;

import java.util.Locale;

/** A picture that grows by lines of SVG; readable on light and on dark ground. */
final class SvgCanvas {
    static final int WIDTH = 860;
    static final int LEFT = 56;

    private static final int TITLE_Y = 24;
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
    private final int left;
    private final StringBuilder body = new StringBuilder();

    /** With a title above, which begins at {@code left}. */
    SvgCanvas(String title, int left) {
        this.title = escaped(title);
        this.left = left;
    }

    /** Words whose style is a class of the picture's. */
    void text(double x, double y, String anchor, String style, String words) {
        add(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style, x, y, anchor, escaped(words));
    }

    /** A line of SVG. */
    void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values));
    }

    /** The whole picture. */
    String svg(int height) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n<title>%s</title>%n%s"
                        + "<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>%n%s</svg>%n",
                WIDTH,
                height,
                title,
                STYLE,
                left,
                TITLE_Y,
                title,
                body);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
