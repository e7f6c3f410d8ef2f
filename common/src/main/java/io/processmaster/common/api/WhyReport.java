package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Why an app is as it is, in plain words.
 *
 * @param application whom it concerns
 * @param phase the phase that it is in
 * @param summary one sentence: what state, since when
 * @param because the reasons, the nearest first
 * @param next what will happen next; empty when nothing will
 * @param stderrTail the last lines of standard error of the last run
 */
public record WhyReport(
        String application,
        String phase,
        String summary,
        List<String> because,
        Optional<String> next,
        List<String> stderrTail) {
    /** Copies the lists. */
    public WhyReport {
        because = List.copyOf(because);
        stderrTail = List.copyOf(stderrTail);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("phase", phase)
                .put("summary", summary)
                .put("because", JsonArray.ofTexts(because))
                .put("next", next)
                .put("stderr_tail", JsonArray.ofTexts(stderrTail))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static WhyReport fromJson(JsonObject json) {
        return new WhyReport(
                json.text("application"),
                json.text("phase"),
                json.text("summary"),
                json.array("because").texts(),
                json.findText("next"),
                json.array("stderr_tail").texts());
    }
}
