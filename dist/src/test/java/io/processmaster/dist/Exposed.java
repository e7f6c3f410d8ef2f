package io.processmaster.dist;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} told, read as strictly as OpenMetrics 1.0 is written; whatever it forbids is an error. */
public final class Exposed {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern DESCRIPTION = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(?:\\{(.+)})? (-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(,(?=.)|$)");
    private static final Map<String, String> ENDINGS =
            Map.of("counter", "_total", "gauge", "", "stateset", "", "info", "_info");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private String family = "";

    private Exposed() {}

    /** Reads all of it. */
    public static Exposed parse(String text) {
        Exposed exposed = new Exposed();
        List<String> lines = text.lines().toList();
        require(text.endsWith("\n# EOF\n"), "does not end with # EOF", text);
        lines.subList(0, lines.size() - 1).forEach(exposed::read);
        return exposed;
    }

    private static void require(boolean right, String what, String line) {
        if (!right) {
            throw new AssertionError(what + ": " + line);
        }
    }

    private void read(String line) {
        Matcher description = DESCRIPTION.matcher(line);
        if (description.matches()) {
            describe(description.group(1), description.group(2), description.group(3), line);
        } else {
            sample(line);
        }
    }

    private void describe(String what, String name, String value, String line) {
        if (what.equals("TYPE")) {
            require(ENDINGS.containsKey(value), "no such type", line);
            require(types.put(name, value) == null, "a family twice", line);
            family = name;
        }
        require(family.equals(name), "not of the family at hand", line);
        require(!what.equals("UNIT") || name.endsWith("_" + value), "the name does not end with the unit", line);
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "neither a description nor a sample", line);
        require(types.containsKey(family), "no family", line);
        require(sample.group(1).equals(family + ENDINGS.get(types.get(family))), "of another family", line);
        double value = Double.parseDouble(sample.group(3));
        require(value >= 0 || types.get(family).equals("gauge"), "negative", line);
        String labels =
                sample.group(2) == null ? "{}" : labels(sample.group(2), line).toString();
        require(samples.put(sample.group(1) + labels, value) == null, "a sample twice", line);
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            require(label.find(), "not a label", line);
            require(labels.put(label.group(1), label.group(2)) == null, "a label twice", line);
            end = label.end();
        }
        return labels;
    }

    /** The value of a sample with these labels, such as <code>{app=web}</code>; empty when it is not told. */
    public OptionalDouble find(String name, String labels) {
        Double value = samples.get(name + labels);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The value of a sample that has to be there. */
    public double value(String name, String labels) {
        return find(name, labels).orElseThrow(() -> new AssertionError("no " + name + labels + " in " + samples));
    }

    @Override
    public String toString() {
        return samples.toString();
    }
}
