package io.processmaster.daemon.adapter.disk;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.ExitStatus.Kind;

/** How an exit status is written in files: {@code {"kind":"exited","value":1,"core_dumped":false}}. */
public final class ExitJson {
    private ExitJson() {}

    /** As JSON. */
    public static JsonObject encode(ExitStatus exit) {
        return JsonObject.builder()
                .put("kind", word(exit.kind()))
                .put("value", exit.value())
                .put("core_dumped", exit.coreDumped())
                .build();
    }

    /** Back from JSON; anything else fails with a {@link JsonException}. */
    public static ExitStatus decode(JsonObject json) {
        long value = json.integer("value");
        if (value != (int) value) {
            throw new JsonException("\"value\" is out of range");
        }
        return new ExitStatus(kind(json.text("kind")), (int) value, json.bool("core_dumped", false));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case EXITED -> "exited";
            case SIGNALLED -> "signalled";
            case UNKNOWN -> "unknown";
        };
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (word(kind).equals(word)) {
                return kind;
            }
        }
        throw new JsonException("\"kind\" must be exited, signalled or unknown");
    }
}
