package io.processmaster.common.config;

/**
 * One key of a configuration file.
 *
 * @param path from the top, with dots; {@code []} after a list of entries
 * @param type the kind of value
 * @param fallback what holds without it
 * @param effect when a change comes into force
 * @param meaning one line for people
 */
record Key(String path, ValueType type, Fallback fallback, Effect effect, String meaning) {
    /** A key that this version refuses. */
    static Key later(String path, String meaning) {
        return new Key(path, ValueType.ANY, Fallback.words(""), Effect.NOT_YET, meaning);
    }

    /** Whether this version accepts the key. */
    boolean isAvailable() {
        return effect != Effect.NOT_YET;
    }

    /** The part after the last dot. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The part before the last dot; empty at the top. */
    String section() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
