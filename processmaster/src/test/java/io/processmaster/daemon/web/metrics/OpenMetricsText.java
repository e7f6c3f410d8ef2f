package io.processmaster.daemon.web.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of OpenMetrics 1.0 text; anything that the standard forbids is an error. */
final class OpenMetricsText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern DESCRIPTION = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.+)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "counter", List.of("_total"), "gauge", List.of(""), "stateset", List.of(""), "info", List.of("_info"));

    final Map<String, String> types = new LinkedHashMap<>();
    final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> described = new HashSet<>();
    private final Map<String, String> units = new HashMap<>();
    private String family = "";

    static OpenMetricsText parse(String text) {
        OpenMetricsText parsed = new OpenMetricsText();
        check(text.endsWith("# EOF\n"), "no end", text.substring(Math.max(0, text.length() - 20)));
        String body = text.substring(0, text.length() - "# EOF\n".length());
        check(body.isEmpty() || body.endsWith("\n"), "a line without an end", "");
        for (String line : body.lines().toList()) {
            parsed.line(line);
        }
        return parsed;
    }

    private static void check(boolean right, String what, String line) {
        if (!right) {
            throw new AssertionError(what + ": " + line);
        }
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            Matcher description = DESCRIPTION.matcher(line);
            check(description.matches(), "not a description", line);
            describe(description.group(1), description.group(2), description.group(3), line);
        } else {
            sample(line);
        }
    }

    private void describe(String what, String name, String value, String line) {
        check(described.add(what + name), "described twice", line);
        if (!name.equals(family)) {
            check(!types.containsKey(name), "the family is interrupted", line);
            check(what.equals("TYPE"), "the type must come first", line);
            family = name;
        }
        switch (what) {
            case "TYPE" -> {
                check(ENDINGS.containsKey(value), "no such type", line);
                types.put(name, value);
            }
            case "UNIT" -> {
                check(name.endsWith("_" + value), "the name does not end with the unit", line);
                check(!types.get(name).equals("info") && !types.get(name).equals("stateset"), "has no unit", line);
                units.put(name, value);
            }
            default -> check(!value.contains("\\"), "an escape in the help", line);
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        check(sample.matches(), "not a sample", line);
        String name = sample.group(1);
        String type = types.get(family);
        check(ENDINGS.get(type).stream().anyMatch(ending -> name.equals(family + ending)), "of another family", line);
        check(NUMBER.matcher(sample.group(3)).matches(), "not a number", line);
        double value = Double.parseDouble(sample.group(3));
        Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2), line);
        switch (type) {
            case "counter" -> check(value >= 0, "a negative counter", line);
            case "info" -> check(value == 1, "an info that is not 1", line);
            case "stateset" -> check(labels.containsKey(family) && (value == 0 || value == 1), "not a state", line);
            default -> {}
        }
        check(samples.put(name + labels, value) == null, "told twice", line);
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            check(label.find() && label.start() == at, "not a label", line);
            String value =
                    label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            check(labels.put(label.group(1), value) == null, "a label twice", line);
            at = label.end();
        }
        return labels;
    }

    /** The names in the order of the text. */
    List<String> families() {
        return new ArrayList<>(types.keySet());
    }
}
