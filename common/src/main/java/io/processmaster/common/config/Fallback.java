package io.processmaster.common.config;

/**
 * What holds when a key is not given.
 *
 * @param text a value in the key's own syntax, or words
 * @param isValue whether {@code text} is read like a declared value
 */
record Fallback(String text, boolean isValue) {
    /** The key must be given. */
    static final Fallback REQUIRED = new Fallback("required", false);

    /** A value that is read as if it were in the file. */
    static Fallback value(String text) {
        return new Fallback(text, true);
    }

    /** Words that say what happens instead. */
    static Fallback words(String text) {
        return new Fallback(text, false);
    }

    /** The cell of a table in the documents. */
    String cell() {
        return isValue ? "`" + text + "`" : text;
    }
}
