package io.processmaster.common.json;

/** One JSON value, immutable. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBool, JsonNull {
    /** Appends the compact form: no white space, no line breaks. */
    void writeTo(StringBuilder out);

    /** The compact form, always on one line. */
    default String compact() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }
}
