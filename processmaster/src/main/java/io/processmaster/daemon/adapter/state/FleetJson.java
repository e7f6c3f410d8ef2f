package io.processmaster.daemon.adapter.state;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.ExitJson;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedExit;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.fleet.SavedRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state file's text, version 1.
 *
 * <p>Reading ignores unknown members. A member added later is read with a default when it is missing, so that every file
 * ever written as version 1 loads for ever. An entry that is damaged costs that one app, never the others.
 */
final class FleetJson {
    /** The one version that this reads and writes. */
    static final int VERSION = 1;

    // Of the list of apps, and of all.
    private static final String END = "]}";

    private FleetJson() {}

    /**
     * What was read.
     *
     * @param fleet the readable part
     * @param faults one for each app that is not readable
     */
    record Decoded(SavedFleet fleet, List<String> faults) {}

    /** What comes before the first app. */
    static byte[] beginning(SavedFleet fleet) {
        StringBuilder text = new StringBuilder();
        JsonObject.builder()
                .put("version", VERSION)
                .put("boot_id", fleet.bootId())
                .put("saved_at_ms", fleet.savedAtMs())
                .put("apps", JsonArray.ofTexts(List.of()))
                .build()
                .writeTo(text);
        text.setLength(text.length() - END.length());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One app; between two there is a comma. */
    static byte[] text(SavedApp app) {
        return app(app).compact().getBytes(StandardCharsets.UTF_8);
    }

    /** What comes after the last app. */
    static byte[] end() {
        return (END + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Decoded decode(String text) {
        JsonObject root = JsonReader.readObject(text);
        long version = root.integer("version");
        if (version != VERSION) {
            throw new JsonException("version " + version + " is unknown, version " + VERSION + " is expected");
        }
        List<SavedApp> apps = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<AppName> names = new HashSet<>();
        for (JsonValue value : root.array("apps").values()) {
            try {
                SavedApp app = app(value);
                if (names.add(app.name())) {
                    apps.add(app);
                } else {
                    faults.add("app " + app.name() + ": is there twice");
                }
            } catch (JsonException | IllegalArgumentException e) {
                faults.add(title(value) + ": " + e.getMessage());
            }
        }
        return new Decoded(new SavedFleet(root.text("boot_id"), root.integer("saved_at_ms"), apps), faults);
    }

    private static JsonObject app(SavedApp app) {
        return JsonObject.builder()
                .put("name", app.name().text())
                .put("enabled", app.enabled())
                .put("stopped_by_user", app.stoppedByUser())
                .put("paused", app.paused())
                .put("run", app.run())
                .put("live", app.live().<JsonValue>map(FleetJson::run).orElse(JsonNull.NULL))
                .put("restart_nanos", JsonArray.ofLongs(app.restartNanos()))
                .put("backoff_attempt", app.backoffAttempt())
                .put("restarts_total", app.restartsTotal())
                .put("failed", app.failed())
                .put("finished", app.finished())
                .put("reason", app.reason())
                .put("last_exit", app.lastExit().<JsonValue>map(FleetJson::exit).orElse(JsonNull.NULL))
                .put(
                        "timetable",
                        app.timetable().<JsonValue>map(TimetableJson::encode).orElse(JsonNull.NULL))
                .build();
    }

    private static SavedApp app(JsonValue value) {
        if (!(value instanceof JsonObject json)) {
            throw new JsonException("not an object");
        }
        return new SavedApp(
                new AppName(json.text("name")),
                json.bool("enabled", true),
                json.bool("stopped_by_user"),
                json.bool("paused"),
                atLeastZero(json, "run"),
                json.findObject("live").map(FleetJson::run),
                json.array("restart_nanos").longs(),
                small(json, "backoff_attempt"),
                atLeastZero(json, "restarts_total"),
                json.bool("failed"),
                json.bool("finished", false),
                json.text("reason"),
                json.findObject("last_exit").map(FleetJson::exit),
                json.findObject("timetable").map(TimetableJson::decode));
    }

    private static JsonObject run(SavedRun run) {
        JsonObject.Builder json = JsonObject.builder()
                .put("number", run.number())
                .put("main_pid", run.mainPid())
                .put("main_start_ticks", run.mainStartTicks())
                .put("started_wall_ms", run.startedWallMs())
                .put("started_nanos", run.startedNanos())
                .put("trigger", run.trigger())
                .put("reason", run.reason())
                .put("stderr_from", run.stderrFrom())
                .put("oom_kills_before", run.oomKillsBefore());
        return run.launching() ? json.put("launching", true).build() : json.build();
    }

    private static SavedRun run(JsonObject json) {
        return new SavedRun(
                atLeastZero(json, "number"),
                json.bool("launching", false),
                small(json, "main_pid"),
                atLeastZero(json, "main_start_ticks"),
                json.integer("started_wall_ms"),
                json.integer("started_nanos"),
                json.text("trigger"),
                json.text("reason"),
                atLeastZero(json, "stderr_from"),
                atLeastZero(json, "oom_kills_before"));
    }

    private static JsonObject exit(SavedExit exit) {
        return JsonObject.builder()
                .put("status", ExitJson.encode(exit.status()))
                .put("oom_killed", exit.oomKilled())
                .put("at_ms", exit.atMs())
                .put("started_at_ms", exit.startedAtMs())
                .put("outcome", exit.outcome())
                .build();
    }

    private static SavedExit exit(JsonObject json) {
        return new SavedExit(
                ExitJson.decode(json.object("status")),
                json.bool("oom_killed"),
                json.integer("at_ms"),
                json.findInteger("started_at_ms"),
                json.findText("outcome"));
    }

    private static long atLeastZero(JsonObject json, String name) {
        long value = json.integer(name);
        if (value < 0) {
            throw new JsonException("\"" + name + "\" must not be negative");
        }
        return value;
    }

    private static int small(JsonObject json, String name) {
        long value = atLeastZero(json, name);
        if (value > Integer.MAX_VALUE) {
            throw new JsonException("\"" + name + "\" is too large");
        }
        return (int) value;
    }

    private static String title(JsonValue value) {
        Optional<AppName> name = value instanceof JsonObject json
                ? json.find("name")
                        .map(JsonValue::compact)
                        .map(t -> t.replace("\"", ""))
                        .flatMap(AppName::parse)
                : Optional.empty();
        return name.isPresent() ? "app " + name.get() : "an app";
    }
}
