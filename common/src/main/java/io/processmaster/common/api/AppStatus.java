package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;

/**
 * Everything that {@code status} says about one app; in JSON its parts are one flat object.
 *
 * @param application its name
 * @param kind {@code service} or {@code job}
 * @param enabled whether its definition lets the daemon start it
 * @param outdated whether its file has become bad and the last good definition is in force
 * @param paused whether a person has frozen it
 * @param userStopped whether a person wants it stopped
 * @param life what it does
 * @param timing when a job runs; empty members for a service
 * @param usage what it uses
 * @param place where it lives; {@link AppPlace#UNTOLD} in a brief answer
 */
public record AppStatus(
        String application,
        String kind,
        boolean enabled,
        boolean outdated,
        boolean paused,
        boolean userStopped,
        AppLife life,
        AppTiming timing,
        AppUsage usage,
        AppPlace place) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("application", application)
                .put("kind", kind)
                .put("enabled", enabled)
                .put("outdated", outdated)
                .put("paused", paused)
                .put("user_stopped", userStopped);
        life.addTo(json);
        timing.addTo(json);
        usage.addTo(json);
        place.addTo(json);
        return json.build();
    }

    /** Reads what {@link #toJson} writes. */
    public static AppStatus fromJson(JsonObject json) {
        return new AppStatus(
                json.text("application"),
                json.text("kind"),
                json.bool("enabled"),
                json.bool("outdated"),
                json.bool("paused"),
                json.bool("user_stopped"),
                AppLife.of(json),
                AppTiming.of(json),
                AppUsage.of(json),
                AppPlace.of(json));
    }
}
