package io.processmaster.common.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says in one plain line what the YAML parser stumbled over; never quotes the file, which may hold secrets. */
final class YamlSyntax {
    // The first that fits counts.
    private static final List<Map.Entry<String, String>> PLAIN_WORDS = List.of(
            Map.entry(
                    "mapping values are not allowed",
                    "a ':' that cannot be here (put the value in quotes, or correct the indentation)"),
            Map.entry("expected <block end>", "wrong indentation, or an unexpected piece of text"),
            Map.entry("could not find expected ':'", "a ':' is missing after the key"),
            Map.entry(
                    "sequence entries are not allowed",
                    "a list item '-' that cannot be here (correct the indentation)"),
            Map.entry("found unexpected end of stream", "the file ends inside a quoted text"),
            Map.entry("<stream end>", "the file ends too early"),
            Map.entry("expected the node content", "a value is missing here"),
            Map.entry("expected ',' or ']'", "a ',' or the closing ']' is missing"),
            Map.entry("expected ',' or '}'", "a ',' or the closing '}' is missing"),
            Map.entry("unexpected character found", "a value that begins with '*' or '&' (put it in quotes)"),
            Map.entry("cannot start any token", "a character that cannot begin a value (put the value in quotes)"));

    private YamlSyntax() {}

    /** Adds the one problem that {@code fault} is about. */
    static void report(YAMLException fault, Problems problems) {
        if (fault instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            problems.add(place(marked.getProblemMark()), words(String.valueOf(marked.getProblem())));
        } else {
            problems.add(Place.NONE, "not valid YAML");
        }
    }

    /** The place that a mark of the parser stands for. */
    static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
    }

    private static String words(String problem) {
        if (problem.contains("TAB")) {
            return "a tab character (indent with spaces)";
        }
        for (Map.Entry<String, String> known : PLAIN_WORDS) {
            if (problem.contains(known.getKey())) {
                return "not valid YAML: " + known.getValue();
            }
        }
        String oneLine = Shown.plain(problem.replaceAll("\\s+", " ").trim());
        return "not valid YAML: " + oneLine.substring(0, 1).toLowerCase(Locale.ROOT) + oneLine.substring(1);
    }
}
