package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Refused;
import io.processmaster.common.config.YamlNode.Scalar;
import io.processmaster.common.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Builds the tree of one YAML document straight from the parser's events and refuses what makes YAML surprising. */
final class YamlTree {
    /** The deepest nesting that is read. */
    static final int MOST_DEPTH = 20;

    private final Parser events;
    private final Problems problems;

    private YamlTree(String text, Problems problems) {
        this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.problems = problems;
    }

    /** The top section of {@code text}; empty with a problem when there is no such thing. */
    static Optional<Mapping> read(String text, Problems problems) {
        try {
            return new YamlTree(text, problems).document();
        } catch (YAMLException e) {
            YamlSyntax.report(e, problems);
            return Optional.empty();
        }
    }

    private Optional<Mapping> document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(Place.NONE, "the file is empty");
            return Optional.empty();
        }
        DocumentStartEvent opening = (DocumentStartEvent) events.getEvent();
        boolean tagged = opening.getTags() != null && !opening.getTags().isEmpty();
        if (opening.getVersion() != null || tagged) {
            problems.add(startOf(opening), "a YAML directive (remove the line that begins with %)");
        }
        YamlNode root = node("", 0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(startOf(events.peekEvent()), "a second document (a file holds exactly one)");
        }
        return section(root);
    }

    private Optional<Mapping> section(YamlNode root) {
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (root instanceof Scalar scalar && scalar.isNull()) {
            problems.add(Place.NONE, "the file is empty");
        } else if (!(root instanceof Refused)) {
            problems.add(root.start(), "the file must hold keys with values, not " + root.kind());
        }
        return Optional.empty();
    }

    private YamlNode node(String path, int depth) {
        Event event = events.getEvent();
        if (event.is(Event.ID.Alias)) {
            problems.add(startOf(event), named(path, "YAML aliases (*name) are not supported (write the value out)"));
            return new Refused(startOf(event), endOf(event));
        }
        refuseAnchorAndTag((NodeEvent) event, path);
        if (event instanceof ScalarEvent scalar) {
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            return new Scalar(scalar.getValue(), plain, startOf(event), endOf(event));
        }
        if (depth >= MOST_DEPTH) {
            // The end of reading, not just of this piece: the parser needs minutes for a file of nothing but brackets.
            throw new ParserException(null, null, "nested deeper than " + MOST_DEPTH + " levels", event.getStartMark());
        }
        return event instanceof MappingStartEvent ? mapping(event, path, depth) : sequence(event, path, depth);
    }

    private void refuseAnchorAndTag(NodeEvent event, String path) {
        if (event.getAnchor() != null) {
            problems.add(startOf(event), named(path, "YAML anchors (&name) are not supported (remove the anchor)"));
        }
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent collection && collection.getTag() != null;
        if (tagged) {
            problems.add(startOf(event), named(path, "YAML tags (!name) are not supported (remove the tag)"));
        }
    }

    private YamlNode sequence(Event opening, String path, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(path + "[" + items.size() + "]", depth + 1));
        }
        return new Sequence(List.copyOf(items), startOf(opening), endOf(events.getEvent()));
    }

    private YamlNode mapping(Event opening, String path, int depth) {
        List<Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            YamlNode key = node(path, depth + 1);
            if (key instanceof Scalar name) {
                String inner = (path.isEmpty() ? "" : path + ".") + Shown.key(path, name.text());
                entries.add(new Entry(name, node(inner, depth + 1)));
            } else {
                if (!(key instanceof Refused)) {
                    problems.add(key.start(), named(path, "a key must be a single word, not " + key.kind()));
                }
                node(path, depth + 1);
            }
        }
        boolean flow = ((MappingStartEvent) opening).isFlow();
        return new Mapping(List.copyOf(entries), flow, startOf(opening), endOf(events.getEvent()));
    }

    private static String named(String path, String message) {
        return path.isEmpty() ? message : Shown.plain(path) + ": " + message;
    }

    private static Place startOf(Event event) {
        return YamlSyntax.place(event.getStartMark());
    }

    private static Place endOf(Event event) {
        return YamlSyntax.place(event.getEndMark());
    }
}
