package io.processmaster.common.spec;

import java.util.List;

/**
 * A command that an operator may run as root by its name.
 *
 * @param id unique, ignoring case
 * @param label for people
 * @param command argument list
 */
public record AdminAction(String id, String label, List<String> command) {
    /** Copies the list. */
    public AdminAction {
        command = List.copyOf(command);
    }
}
