package io.processmaster.common.json;

/** A text is not JSON, or a value is not what it should be; the message says what and where. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the person who wrote the text. */
    public JsonException(String message) {
        super(message);
    }
}
