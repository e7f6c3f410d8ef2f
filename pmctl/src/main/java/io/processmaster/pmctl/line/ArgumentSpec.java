package io.processmaster.pmctl.line;

import java.util.List;

/**
 * One argument of a command as it is declared.
 *
 * @param placeholder its name in messages
 * @param kind what it names, which decides how the shell completes it
 * @param least how many must be given, 0 or 1
 * @param most how many may be given
 * @param choices the words allowed, empty unless the kind is {@link Kind#CHOICE}
 */
public record ArgumentSpec(String placeholder, Kind kind, int least, int most, List<String> choices) {
    /** More than any command line holds. */
    public static final int MANY = Integer.MAX_VALUE;

    /** What an argument names. */
    public enum Kind {
        /** An app. */
        APP,
        /** An app or {@code all}. */
        APPS,
        /** The name of a log file. */
        LOG_FILE,
        /** A path. */
        FILE,
        /** A signal. */
        SIGNAL,
        /** A command of pmctl. */
        COMMAND,
        /** An admin action. */
        ACTION,
        /** One of a few words. */
        CHOICE
    }

    /** Copies the list. */
    public ArgumentSpec {
        choices = List.copyOf(choices);
    }

    /** Exactly one. */
    public static ArgumentSpec one(String placeholder, Kind kind) {
        return new ArgumentSpec(placeholder, kind, 1, 1, List.of());
    }

    /** One or none. */
    public static ArgumentSpec optional(String placeholder, Kind kind) {
        return new ArgumentSpec(placeholder, kind, 0, 1, List.of());
    }

    /** At least {@code least}, without an upper bound. */
    public static ArgumentSpec several(String placeholder, Kind kind, int least) {
        return new ArgumentSpec(placeholder, kind, least, MANY, List.of());
    }

    /** Exactly one out of a few words. */
    public static ArgumentSpec choice(String placeholder, String... words) {
        return new ArgumentSpec(placeholder, Kind.CHOICE, 1, 1, List.of(words));
    }
}
