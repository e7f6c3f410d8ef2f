package io.processmaster.common.config;

/**
 * One replacement within a text.
 *
 * @param from characters (code points) before the replaced part
 * @param to characters before the part after it
 * @param inserted what stands there afterwards
 */
record TextEdit(int from, int to, String inserted) {
    /** An edit that only inserts. */
    static TextEdit insert(int at, String inserted) {
        return new TextEdit(at, at, inserted);
    }

    /** The text after the edit. */
    String apply(String text) {
        return text.substring(0, text.offsetByCodePoints(0, from))
                + inserted
                + text.substring(text.offsetByCodePoints(0, to));
    }
}
