package io.processmaster.common.config;

import java.util.List;

/** Reads argument lists, which go to the kernel as they are and never through a shell. */
final class Arguments {
    private Arguments() {}

    /** The list at {@code path}; empty when there is none or it is bad. */
    static List<String> read(Fields fields, String path) {
        List<String> arguments = fields.list(path);
        if (arguments.isEmpty()) {
            if (fields.declaresList(path)) {
                fields.problem(path, "is empty (the first item is the program)");
            }
            return List.of();
        }
        if (arguments.get(0).isBlank()) {
            fields.problemAtItem(path, 0, "is empty (the first item is the program)");
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).indexOf('\0') >= 0) {
                fields.problemAtItem(path, i, "contains a NUL character");
            }
        }
        return arguments;
    }
}
