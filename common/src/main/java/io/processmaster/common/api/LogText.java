package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The last lines of one log file.
 *
 * @param app whose file it is
 * @param file its name
 * @param lines oldest first, without line ends
 * @param notice what the reader should know, such as why the file is not shown; empty for nothing
 */
public record LogText(String app, String file, List<String> lines, Optional<String> notice) {
    /** Copies the list. */
    public LogText {
        lines = List.copyOf(lines);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("app", app)
                .put("file", file)
                .put("lines", JsonArray.ofTexts(lines))
                .put("notice", notice)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static LogText fromJson(JsonObject json) {
        return new LogText(
                json.text("app"), json.text("file"), json.array("lines").texts(), json.findText("notice"));
    }
}
