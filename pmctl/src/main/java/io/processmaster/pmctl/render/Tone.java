package io.processmaster.pmctl.render;

/** What a colour is to say. */
public enum Tone {
    /** Nothing. */
    PLAIN(""),
    /** All is well. */
    GOOD("32"),
    /** On its way, or worth a look. */
    WARN("33"),
    /** Something is wrong. */
    BAD("31"),
    /** Of less interest. */
    DIM("2"),
    /** A heading. */
    STRONG("1");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** Appends {@code text} in this tone, or as it is. */
    void append(StringBuilder out, String text, boolean colours) {
        if (!colours || code.isEmpty()) {
            out.append(text);
        } else {
            out.append("\u001b[").append(code).append('m').append(text).append("\u001b[0m");
        }
    }
}
