package io.processmaster.pmctl.render;

import io.processmaster.pmctl.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** Names and values below each other, the values in one column. */
final class Facts {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    void add(String name, String value) {
        names.add(name);
        values.add(Printable.line(value));
    }

    /** One name with a line for each value; nothing when there is none. */
    void addAll(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            add(i == 0 ? name : "", lines.get(i));
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    void append(StringBuilder out, int indent) {
        int width = 0;
        for (String name : names) {
            width = Math.max(width, name.length());
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            out.append(" ".repeat(indent)).append(Printable.line(name)).append(" ".repeat(width - name.length() + 2));
            out.append(values.get(i)).append('\n');
        }
    }
}
