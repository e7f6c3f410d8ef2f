package io.processmaster.common.config;

/** Puts text from a file into a message: short, on one line, without control characters. */
final class Shown {
    private static final int MOST_CHARACTERS = 60;
    private static final String SECRETS = "process.environment";

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

    /**
     * A key of {@code section} as part of a path.
     *
     * <p>In the list of environment variables only the known keys are shown: anything else may be a misplaced secret.
     */
    static String key(String section, String name) {
        if (name.isEmpty()) {
            return "\"\"";
        }
        boolean secret = section.startsWith(SECRETS) && !name.equals("name") && !name.equals("value");
        return secret ? "?" : plain(name);
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
