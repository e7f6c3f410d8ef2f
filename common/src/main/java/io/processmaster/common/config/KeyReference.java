package io.processmaster.common.config;

import java.util.List;

/** What the reference says of the keys that this version accepts, from the tables that the readers use. */
public final class KeyReference {
    private KeyReference() {}

    /**
     * One key.
     *
     * @param path from the top, with dots; {@code []} after a list of entries
     * @param type the kind of value, in words
     * @param fallback what holds without it: a value, or words
     * @param restarts whether a running app has to be restarted for a change of it
     * @param meaning one line
     */
    public record Entry(String path, String type, String fallback, boolean restarts, String meaning) {}

    /** The keys of the daemon's configuration, in the order of the documents. */
    public static List<Entry> master() {
        return entries(MasterKeys.TABLE);
    }

    /** The keys of an app's definition, in the order of the documents. */
    public static List<Entry> app() {
        return entries(AppKeys.TABLE);
    }

    private static List<Entry> entries(KeyTable table) {
        return table.keys().stream()
                .filter(Key::isAvailable)
                .map(key -> new Entry(
                        key.path(),
                        key.type().words(),
                        key.fallback().text(),
                        key.effect() == Effect.RESTART,
                        key.meaning()))
                .toList();
    }
}
