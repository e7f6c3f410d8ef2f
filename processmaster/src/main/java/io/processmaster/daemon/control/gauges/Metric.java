package io.processmaster.daemon.control.gauges;

import java.util.List;

/**
 * A family of numbers.
 *
 * @param name without the ending that its kind adds; ends with the unit if there is one
 * @param kind what can be done with the numbers
 * @param unit in which they are, or nothing
 * @param help one sentence
 * @param labels names of what tells the numbers of one family apart
 */
public record Metric(String name, Kind kind, String unit, String help, List<String> labels) {
    /** What every name begins with. */
    public static final String PREFIX = "processmaster_";

    /** What can be done with numbers. */
    public enum Kind {
        /** Grows, and begins at 0 again when what it counts begins anew; its samples end with {@code _total}. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** One number for each state, 1 for the one that holds; the label has the name of the family. */
        STATESET,
        /** Always 1, the labels are what is told; its sample ends with {@code _info}. */
        INFO
    }

    /** Copies the list. */
    public Metric {
        labels = List.copyOf(labels);
    }

    /** The name that queries use. */
    public String sampleName() {
        return switch (kind) {
            case COUNTER -> name + "_total";
            case INFO -> name + "_info";
            case GAUGE, STATESET -> name;
        };
    }
}
