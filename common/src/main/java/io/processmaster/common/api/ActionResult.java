package io.processmaster.common.api;

import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What an action did to one app.
 *
 * @param application whom it concerns
 * @param ok whether the app is now as was asked
 * @param outcome stable word in snake_case: {@code started}, {@code already_running}, …; when not ok the error kind,
 *     such as {@code stop_failed}
 * @param message one line for a person
 * @param stop how the stop went, when the action stopped something
 */
public record ActionResult(String application, boolean ok, String outcome, String message, Optional<StopFacts> stop) {
    /** Done, without a stop. */
    public static ActionResult done(String application, String outcome, String message) {
        return new ActionResult(application, true, outcome, message, Optional.empty());
    }

    /** Not done. */
    public static ActionResult failed(String application, String kind, String message) {
        return new ActionResult(application, false, kind, message, Optional.empty());
    }

    /** The same with how the stop went. */
    public ActionResult with(StopFacts facts) {
        return new ActionResult(application, ok, outcome, message, Optional.of(facts));
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("application", application)
                .put("ok", ok)
                .put("outcome", outcome)
                .put("message", message)
                .put("took_ms", number(StopFacts::tookMs))
                .put("signalled", number(StopFacts::signalled))
                .put("killed", number(StopFacts::killed));
        return stop.isPresent()
                ? json.put("forced", stop.get().forced()).build()
                : json.put("forced", JsonNull.NULL).build();
    }

    private OptionalLong number(ToLongFunction<StopFacts> fact) {
        return stop.isPresent() ? OptionalLong.of(fact.applyAsLong(stop.get())) : OptionalLong.empty();
    }

    /** Reads what {@link #toJson} writes. */
    public static ActionResult fromJson(JsonObject json) {
        Optional<StopFacts> stop = json.find("took_ms").isEmpty()
                ? Optional.empty()
                : Optional.of(new StopFacts(
                        json.integer("took_ms"),
                        json.integer("signalled"),
                        json.integer("killed"),
                        json.bool("forced")));
        return new ActionResult(
                json.text("application"), json.bool("ok"), json.text("outcome"), json.text("message"), stop);
    }

    /**
     * How a stop went.
     *
     * @param tookMs from the request to the empty cgroup, milliseconds
     * @param signalled processes that got the stop signal
     * @param killed processes that had to be killed
     * @param forced whether {@code cgroup.kill} was needed
     */
    public record StopFacts(long tookMs, long signalled, long killed, boolean forced) {}
}
