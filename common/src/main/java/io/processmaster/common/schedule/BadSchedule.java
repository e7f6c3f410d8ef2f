package io.processmaster.common.schedule;

/** A text is not a cron expression; the message says which part is wrong and what is allowed there, on one line. */
public final class BadSchedule extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 60;

    /** With a message for the person who wrote the expression. */
    BadSchedule(String message) {
        super(message);
    }

    /** A piece of the expression in quotes: short, and without characters that could move the cursor. */
    static String quoted(String piece) {
        String plain = piece.replaceAll("[^\\x20-\\x7e]", "?");
        return '"' + (plain.length() > MOST_SHOWN ? plain.substring(0, MOST_SHOWN) + "..." : plain) + '"';
    }
}
