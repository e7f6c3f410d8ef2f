package io.processmaster.common.config;

/** Puts text from a file into a message: short, on one line, without control characters. */
final class Shown {
    private static final int MOST_CHARACTERS = 60;

    private Shown() {}

    /** The text in double quotes. */
    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** The text without quotes. */
    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MOST_CHARACTERS).forEach(c -> {
            if (isUnprintable(c)) {
                shown.append('?');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MOST_CHARACTERS ? shown + "…" : shown.toString();
    }

    /** A key as part of a path; anything that is not an ordinary key is left out, since it may be a misplaced secret. */
    static String key(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "?";
    }

    /** Whether the character could move the cursor, break the line or hide what follows. */
    static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
