package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Scalar;
import io.processmaster.common.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document says apart from where it says it, so that two texts can be compared. */
final class YamlContent {
    private YamlContent() {}

    /**
     * A single value.
     *
     * @param text without quotes
     * @param plain whether it was written without quotes
     */
    private record Value(String text, boolean plain) {}

    /** The content of a section; empty when a key is there twice. */
    static Optional<Map<String, Object>> of(Mapping mapping) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Optional<Object> value = of(entry.value());
            if (value.isEmpty() || content.put(entry.key().text(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(content);
    }

    private static Optional<Object> of(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return Optional.of(scalar.isNull() ? Optional.empty() : new Value(scalar.text(), scalar.plain()));
        }
        if (node instanceof Mapping mapping) {
            return of(mapping).map(content -> content);
        }
        return node instanceof Sequence sequence ? items(sequence) : Optional.empty();
    }

    private static Optional<Object> items(Sequence sequence) {
        List<Object> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Optional<Object> content = of(item);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            items.add(content.get());
        }
        return Optional.of(items);
    }

    /** A copy in which {@code section.key} is a truth value; empty when that would replace more than one value. */
    static Optional<Map<String, Object>> withFlag(
            Map<String, Object> content, String section, String key, boolean flag) {
        Map<String, Object> copy = new LinkedHashMap<>(content);
        Map<String, Object> inner = new LinkedHashMap<>();
        Object old = content.getOrDefault(section, Optional.empty());
        if (old instanceof Map<?, ?> known) {
            known.forEach((name, value) -> inner.put(String.valueOf(name), value));
        } else if (!(old instanceof Optional)) {
            return Optional.empty();
        }
        Object oldFlag = inner.put(key, new Value(Boolean.toString(flag), true));
        copy.put(section, inner);
        boolean single = oldFlag == null || oldFlag instanceof Value || oldFlag instanceof Optional;
        return single ? Optional.of(copy) : Optional.empty();
    }
}
