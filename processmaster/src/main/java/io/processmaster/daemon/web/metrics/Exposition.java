package io.processmaster.daemon.web.metrics;

import io.processmaster.daemon.control.gauges.Gauges;
import io.processmaster.daemon.control.gauges.Metric;
import java.util.List;

/** Writes numbers as text; a family without a number has no lines. */
final class Exposition implements Gauges.Listener {
    private static final double MOST_EXACT = 1L << 53;

    private final Format format;
    private final StringBuilder text = new StringBuilder();
    private String head = "";
    private String name = "";
    private List<String> labels = List.of();

    private Exposition(Format format) {
        this.format = format;
    }

    /** The whole text. */
    static String of(Gauges gauges, Format format) {
        Exposition exposition = new Exposition(format);
        gauges.tell(exposition);
        return exposition.text.append(format.end()).toString();
    }

    @Override
    public void family(Metric metric) {
        head = format.head(metric);
        name = metric.sampleName();
        labels = metric.labels();
    }

    @Override
    public void sample(List<String> values, double value) {
        text.append(head).append(name);
        head = "";
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
            escape(values.get(i));
            text.append('"');
        }
        text.append(labels.isEmpty() ? " " : "} ");
        if (value == Math.rint(value) && Math.abs(value) < MOST_EXACT) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }
}
