package io.processmaster.common.json;

/** The value {@code null}. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public void writeTo(StringBuilder out) {
        out.append("null");
    }
}
