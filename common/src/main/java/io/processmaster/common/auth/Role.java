package io.processmaster.common.auth;

import java.util.Locale;
import java.util.Optional;

/** What a user of the console may do; each role includes the ones before it. */
public enum Role {
    /** Looks at states, events, runs and figures, but at nothing that an app wrote. */
    VIEWER,
    /** Also starts, stops, restarts, pauses and resumes, and reads logs and definitions. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** The role of that name in a configuration. */
    public static Optional<Role> named(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Its name in a configuration and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether who has this role may do what needs {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
