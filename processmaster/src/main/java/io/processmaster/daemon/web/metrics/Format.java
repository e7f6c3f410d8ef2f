package io.processmaster.daemon.web.metrics;

import io.processmaster.daemon.control.gauges.Metric;
import java.util.Locale;

/** The two texts in which numbers are told, and how a client asks for one. */
enum Format {
    /** OpenMetrics 1.0. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    /** The older text of Prometheus, for those who know nothing else. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** The content type. */
    String type() {
        return type;
    }

    /** The one for a request with this header; OpenMetrics unless only plain text is taken. */
    static Format accepted(String accept) {
        double open = 0;
        double any = 0;
        double plain = 0;
        for (String choice : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = choice.split(";", -1);
            double weight = weight(parts);
            switch (parts[0].strip()) {
                case "application/openmetrics-text" -> open = Math.max(open, weight);
                case "text/plain" -> plain = Math.max(plain, weight);
                case "*/*", "application/*", "" -> any = Math.max(any, weight);
                default -> {}
            }
        }
        return open > 0 || any > 0 || plain == 0 ? OPENMETRICS : PROMETHEUS;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String word = part.strip();
            if (word.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(word.substring(2));
            }
        }
        return 1;
    }

    /** The lines that come before the numbers of a family. */
    String head(Metric metric) {
        String name = this == OPENMETRICS ? metric.name() : metric.sampleName();
        StringBuilder head = new StringBuilder();
        head.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(word(metric.kind()))
                .append('\n');
        if (this == OPENMETRICS && !metric.unit().isEmpty()) {
            head.append("# UNIT ")
                    .append(name)
                    .append(' ')
                    .append(metric.unit())
                    .append('\n');
        }
        return head.append("# HELP ")
                .append(name)
                .append(' ')
                .append(metric.help())
                .append('\n')
                .toString();
    }

    private String word(Metric.Kind kind) {
        return switch (kind) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case STATESET -> this == OPENMETRICS ? "stateset" : "gauge";
            case INFO -> this == OPENMETRICS ? "info" : "gauge";
        };
    }

    /** What ends the text. */
    String end() {
        return this == OPENMETRICS ? "# EOF\n" : "";
    }
}
