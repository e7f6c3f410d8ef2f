package io.processmaster.common.rpc;

/** What kind of value a parameter takes. */
public enum ParamType {
    /** A string of 1 to {@link Bounds#TEXT_CHARACTERS} characters. */
    TEXT("string"),
    /** A list of such strings. */
    TEXTS("list of strings"),
    /** True or false. */
    FLAG("boolean"),
    /** A whole number within bounds. */
    COUNT("integer");

    private final String words;

    ParamType(String words) {
        this.words = words;
    }

    /** Its name in the reference. */
    public String words() {
        return words;
    }
}
