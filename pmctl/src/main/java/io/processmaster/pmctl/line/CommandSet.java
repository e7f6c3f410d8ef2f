package io.processmaster.pmctl.line;

import java.util.List;
import java.util.Optional;

/**
 * All commands of a program and the options that each of them takes.
 *
 * @param commands in the order of the help
 * @param globals options that may also stand before the command
 * @param usual name of the command that is meant when none is given
 */
public record CommandSet(List<CommandSpec> commands, List<OptionSpec> globals, String usual) {
    /** Copies the lists. */
    public CommandSet {
        commands = List.copyOf(commands);
        globals = List.copyOf(globals);
    }

    /** The command of that name. */
    public Optional<CommandSpec> find(String name) {
        for (CommandSpec command : commands) {
            if (command.name().equals(name)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /** The command of that name, which a declaration promises to be there. */
    public CommandSpec command(String name) {
        Optional<CommandSpec> found = find(name);
        if (found.isEmpty()) {
            throw new IllegalStateException("cannot happen: no command " + name + " is declared");
        }
        return found.get();
    }

    /** The name that {@code typed} is most likely meant to be, when one is near enough. */
    public Optional<String> nearest(String typed) {
        String best = "";
        int least = 3;
        for (CommandSpec command : commands) {
            int distance = distance(typed, command.name());
            if (distance < least) {
                least = distance;
                best = command.name();
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    // Letters to insert, delete, replace or swap with their neighbour, to make the one word from the other.
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (swapped(from, i, to, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
