package io.processmaster.pmctl.render;

import io.processmaster.common.api.AdminEntry;
import io.processmaster.pmctl.render.Table.Cell;
import io.processmaster.pmctl.render.Table.Column;
import io.processmaster.pmctl.terminal.Terminal;
import java.util.List;

/** Admin actions, one line each. */
public final class ActionTable {
    private static final List<Column> COLUMNS =
            List.of(new Column("ID", false, 0), new Column("LABEL", false, 0), new Column("COMMAND", false, 1));

    private ActionTable() {}

    /** Appends the table, or a word when there is nothing to show. */
    public static void append(StringBuilder out, List<AdminEntry> actions, Terminal terminal) {
        if (actions.isEmpty()) {
            out.append("(no admin actions configured)\n");
            return;
        }
        Table table = new Table(COLUMNS);
        for (AdminEntry action : actions) {
            table.row(List.of(Cell.of(action.id()), Cell.of(action.label()), Cell.of(words(action.command()))));
        }
        table.append(out, terminal);
    }

    /** The arguments as a person would type them. */
    private static String words(List<String> command) {
        StringBuilder out = new StringBuilder();
        for (String argument : command) {
            out.append(out.length() == 0 ? "" : " ").append(isPlain(argument) ? argument : quoted(argument));
        }
        return out.toString();
    }

    private static boolean isPlain(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "/._-+=:,@%".indexOf(c) < 0) {
                return false;
            }
        }
        return !argument.isEmpty();
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
