package io.processmaster.common.config;

import io.processmaster.common.spec.AdminAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what an operator may run as root by its name. */
final class AdminActionsReader {
    /** The most actions; a person has to find the right one in the list. */
    static final int MOST_ACTIONS = 100;

    private static final String KEY = "admin_actions";

    private final Fields fields;
    private final Map<String, String> seen = new HashMap<>();

    private AdminActionsReader(Fields fields) {
        this.fields = fields;
    }

    /** The good actions in their order. */
    static List<AdminAction> read(Fields fields) {
        AdminActionsReader reader = new AdminActionsReader(fields);
        List<AdminAction> actions = new ArrayList<>();
        List<String> ids = fields.names(KEY);
        if (ids.size() > MOST_ACTIONS) {
            fields.problemAtKey(KEY, "has more than " + MOST_ACTIONS + " actions");
            return List.of();
        }
        for (String id : ids) {
            if (AdminAction.problemWith(id).isEmpty()) {
                reader.action(id).ifPresent(actions::add);
            }
        }
        return actions;
    }

    private Optional<AdminAction> action(String id) {
        String path = KEY + "." + id;
        String first = seen.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
        if (first != null) {
            fields.problemAtKey(path, "differs from " + KEY + "." + first + " in upper and lower case only");
            return Optional.empty();
        }
        String label = fields.optional(path + ".label", AdminActionsReader::label, "text of one line, not empty")
                .orElse(id);
        fields.requirePresence(path + ".command");
        List<String> command = Arguments.read(fields, path + ".command");
        return command.isEmpty() ? Optional.empty() : Optional.of(new AdminAction(id, label, command));
    }

    private static Optional<String> label(String text) {
        boolean plain = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
        return plain ? Optional.of(text) : Optional.empty();
    }
}
