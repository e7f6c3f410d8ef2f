package io.processmaster.pmctl.line;

import java.util.List;

/**
 * One option as it is declared.
 *
 * @param letter short form, or {@link #NO_LETTER}
 * @param name long form without dashes
 * @param kind what stands behind it
 * @param placeholder name of the value in the help, empty for a flag
 * @param choices the words allowed, empty unless the kind is {@link Kind#CHOICE}
 * @param text what it does, one clause without a full stop
 */
public record OptionSpec(char letter, String name, Kind kind, String placeholder, List<String> choices, String text) {
    /** Stands for an option that has no short form. */
    public static final char NO_LETTER = 0;

    /** What stands behind an option. */
    public enum Kind {
        /** Nothing: the option is there or not. */
        FLAG,
        /** Any text. */
        TEXT,
        /** A path. */
        FILE,
        /** A whole number from 0. */
        COUNT,
        /** A length of time such as {@code 30s}. */
        SPAN,
        /** One of a few words. */
        CHOICE
    }

    /** Copies the list. */
    public OptionSpec {
        choices = List.copyOf(choices);
    }

    /** An option without a value. */
    public static OptionSpec flag(char letter, String name, String text) {
        return new OptionSpec(letter, name, Kind.FLAG, "", List.of(), text);
    }

    /** An option with a value. */
    public static OptionSpec with(char letter, String name, Kind kind, String placeholder, String text) {
        return new OptionSpec(letter, name, kind, placeholder, List.of(), text);
    }

    /** An option with a value out of a few words. */
    public static OptionSpec choice(String name, String placeholder, String text, String... words) {
        return new OptionSpec(NO_LETTER, name, Kind.CHOICE, placeholder, List.of(words), text);
    }

    /** Whether a value must follow. */
    public boolean takesValue() {
        return kind != Kind.FLAG;
    }

    /** As the help shows it, such as {@code -s, --sock PATH}. */
    public String forms() {
        StringBuilder out = new StringBuilder();
        if (letter != NO_LETTER) {
            out.append('-').append(letter).append(", ");
        }
        out.append("--").append(name);
        if (takesValue()) {
            out.append(' ').append(placeholder);
        }
        return out.toString();
    }
}
