package io.processmaster.daemon.control;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import java.util.List;

/** A request was refused or failed as a whole; the message says what was attempted, what is wrong and what to do. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient JsonObject data;

    /** With facts for programs. */
    public Refused(ErrorKind kind, String message, JsonObject data) {
        super(message);
        this.kind = kind;
        this.data = data;
    }

    /** Without further facts. */
    public Refused(ErrorKind kind, String message) {
        this(kind, message, JsonObject.EMPTY);
    }

    /** Names that no app has; nothing was done. */
    public static Refused unknownApps(List<String> names) {
        return new Refused(
                ErrorKind.UNKNOWN_APP,
                "no such app: " + String.join(", ", names) + " (pmctl status lists them)",
                JsonObject.builder().put("names", JsonArray.ofTexts(names)).build());
    }

    /** Why, for programs. */
    public ErrorKind kind() {
        return kind;
    }

    /** Further facts by name. */
    public JsonObject data() {
        return data;
    }
}
