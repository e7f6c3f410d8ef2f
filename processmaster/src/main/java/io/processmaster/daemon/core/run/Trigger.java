package io.processmaster.daemon.core.run;

import java.util.Locale;

/**
 * What began a run.
 *
 * @param kind which of them
 * @param words who or what exactly
 */
public record Trigger(Kind kind, String words) {
    /** The kinds, as history shows them. */
    public enum Kind {
        /** No run yet. */
        NONE,
        /** A person started it. */
        PERSON,
        /** A person started it although it is disabled. */
        FORCED,
        /** A person, or a changed definition, restarted it. */
        RESTART,
        /** The daemon started. */
        BOOT,
        /** Its definition is new or was enabled. */
        UPDATE,
        /** The run before ended by itself. */
        AUTOMATIC,
        /** Its schedule. */
        SCHEDULE,
        /** Its schedule, for runs that were missed. */
        CATCH_UP,
        /** It was found running. */
        ADOPTED;

        /** The kind of that text; what is unknown was adopted. */
        public static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            return ADOPTED;
        }

        /** The name in lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** There was no run yet. */
    public static final Trigger NONE = new Trigger(Kind.NONE, "");
}
