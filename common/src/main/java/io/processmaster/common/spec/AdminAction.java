package io.processmaster.common.spec;

import java.util.List;
import java.util.Optional;

/**
 * A command that an operator may run as root by its name.
 *
 * @param id unique, ignoring case; 1 to 64 characters of {@code [A-Za-z0-9._-]}, not starting with {@code .} or {@code -}
 * @param label for people
 * @param command argument list
 */
public record AdminAction(String id, String label, List<String> command) {
    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 64;

    /** Copies the list. */
    public AdminAction {
        command = List.copyOf(command);
    }

    /** What is wrong with {@code text} as an id, to be read after the quoted text; empty when nothing is. */
    public static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.of("is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return Optional.of("may only contain letters, digits, '.', '_' and '-'");
            }
        }
        return text.startsWith(".") || text.startsWith("-")
                ? Optional.of("must not start with '.' or '-'")
                : Optional.empty();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
