package io.processmaster.common.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A list of values.
 *
 * @param values its elements in their order
 */
public record JsonArray(List<JsonValue> values) implements JsonValue {
    /** Copies the list. */
    public JsonArray {
        values = List.copyOf(values);
    }

    /** Each item, converted. */
    public static <T> JsonArray of(Collection<T> items, Function<T, JsonValue> converter) {
        List<JsonValue> values = new ArrayList<>(items.size());
        for (T item : items) {
            values.add(converter.apply(item));
        }
        return new JsonArray(values);
    }

    /** A list of strings. */
    public static JsonArray ofTexts(Collection<String> texts) {
        return of(texts, JsonText::new);
    }

    /** A list of whole numbers. */
    public static JsonArray ofLongs(Collection<? extends Number> numbers) {
        return of(numbers, n -> JsonNumber.of(n.longValue()));
    }

    /** Each element as a string. */
    public List<String> texts() {
        List<String> result = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            result.add(JsonObject.as(value, JsonText.class, "element").value());
        }
        return List.copyOf(result);
    }

    /** Each element as a whole number. */
    public List<Long> longs() {
        List<Long> result = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            result.add(JsonObject.as(value, JsonNumber.class, "element").asLong());
        }
        return List.copyOf(result);
    }

    /** Each element, which must be an object, converted. */
    public <T> List<T> objects(Function<JsonObject, T> converter) {
        List<T> result = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            result.add(converter.apply(JsonObject.as(value, JsonObject.class, "element")));
        }
        return List.copyOf(result);
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            values.get(i).writeTo(out);
        }
        out.append(']');
    }
}
