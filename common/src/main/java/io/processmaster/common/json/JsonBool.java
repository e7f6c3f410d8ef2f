package io.processmaster.common.json;

/**
 * True or false.
 *
 * @param value which of the two
 */
public record JsonBool(boolean value) implements JsonValue {
    @Override
    public void writeTo(StringBuilder out) {
        out.append(value);
    }
}
