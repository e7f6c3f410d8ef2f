package io.processmaster.common.json;

/**
 * True or false.
 *
 * @param value which of the two
 */
public record JsonBool(boolean value) implements JsonValue {
    private static final JsonBool TRUE = new JsonBool(true);
    private static final JsonBool FALSE = new JsonBool(false);

    /** One that is there already, for they are many. */
    public static JsonBool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append(value);
    }
}
