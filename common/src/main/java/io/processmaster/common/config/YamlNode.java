package io.processmaster.common.config;

import java.util.List;
import java.util.Set;

/** A piece of a YAML document with its place; scalars keep their raw text, so that {@code 0660} stays {@code 0660}. */
sealed interface YamlNode {
    /** Where it begins. */
    Place start();

    /** Where it ends; for a block collection this is the next token. */
    Place end();

    /** The kind in words, for messages: text, list or section. */
    String kind();

    /**
     * A single value.
     *
     * @param text the value without quotes and with escapes resolved
     * @param plain whether it was written without quotes
     */
    record Scalar(String text, boolean plain, Place start, Place end) implements YamlNode {
        private static final Set<String> NULL_WORDS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether YAML calls this no value. */
        boolean isNull() {
            return plain && NULL_WORDS.contains(text);
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /**
     * A list.
     *
     * @param items in their order
     */
    record Sequence(List<YamlNode> items, Place start, Place end) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys with values; duplicates are still there.
     *
     * @param entries in their order
     * @param flow whether it is written in braces
     */
    record Mapping(List<Entry> entries, boolean flow, Place start, Place end) implements YamlNode {
        @Override
        public String kind() {
            return "a section";
        }
    }

    /** Something whose problem has been told already. */
    record Refused(Place start, Place end) implements YamlNode {
        @Override
        public String kind() {
            return "something else";
        }
    }

    /**
     * One key with its value.
     *
     * @param key always a single value
     * @param value anything
     */
    record Entry(Scalar key, YamlNode value) {}
}
