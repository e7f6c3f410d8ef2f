package io.processmaster.common.rpc;

/** What kind of value a parameter takes. */
public enum ParamType {
    /** A string that is not empty. */
    TEXT("string"),
    /** A list of strings that are not empty. */
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
