package io.processmaster.daemon.web.live;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.daemon.control.StatusFeed;
import io.processmaster.daemon.web.http.Visitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** PMDaemon's: the host and the whole list at each tick, and each process when it changes. */
record PmDialect() implements Dialect {
    // So many changes at once are told by one list instead.
    private static final int MOST_UPDATES = 50;
    private static final int NO_FIGURES = 0;

    @Override
    public Set<Topic> greeting() {
        return EnumSet.of(Topic.APPS, Topic.SYSTEM);
    }

    @Override
    public Set<Topic> remedy() {
        return EnumSet.of(Topic.LAGGED, Topic.APPS);
    }

    @Override
    public List<Message> all(Topic topic, Scene scene) {
        return switch (topic) {
            case APPS -> List.of(list(scene));
            case SYSTEM -> scene.system().map(PmDialect::system).map(List::of).orElse(List.of());
            case HELLO, LAGGED, ROWS, USAGE, EVENTS -> List.of();
        };
    }

    @Override
    public List<Message> hello(Scene scene, Visitor visitor) {
        return List.of();
    }

    @Override
    public List<Message> lagged(long dropped) {
        String words = dropped + " messages were left out, because the client did not take them in time";
        return List.of(Message.plain(
                "Error", JsonObject.builder().put("message", words).build()));
    }

    @Override
    public List<Message> changed(Scene scene, StatusFeed.Change change) {
        if (!change.removed().isEmpty() || change.apps().size() > MOST_UPDATES) {
            return List.of(list(scene));
        }
        List<Message> updates = new ArrayList<>();
        for (AppStatus app : change.apps()) {
            updates.add(Message.plain(
                    "ProcessUpdate",
                    JsonObject.builder().put("process", process(app, scene)).build()));
        }
        return updates;
    }

    /** The list has the figures of all, also of those that are as they were. */
    @Override
    public List<Message> measured(Scene scene, Map<String, JsonArray> figures) {
        return List.of(list(scene));
    }

    @Override
    public List<Message> rows(UsageReport news) {
        return List.of();
    }

    @Override
    public Optional<Wish> wish(String text) {
        return Optional.empty();
    }

    @Override
    public List<Message> happened(List<EventEntry> events) {
        return List.of();
    }

    private static Message list(Scene scene) {
        return Message.plain(
                "ProcessList",
                JsonObject.builder()
                        .put("processes", JsonArray.of(scene.apps(), app -> process(app, scene)))
                        .build());
    }

    private static JsonObject process(AppStatus app, Scene scene) {
        JsonArray figures = scene.usage().getOrDefault(app.application(), new JsonArray(List.of()));
        boolean failed = app.life().phase().equals("FAILED");
        return JsonObject.builder()
                .put("id", app.application())
                .put("name", app.application())
                .put("state", state(app.life().phase()))
                .put("pid", app.life().mainPid())
                .put("uptime", started(app))
                .put("restarts", app.life().restartsTotal())
                .put("cpu_usage", figure(figures, 0))
                .put("memory_usage", figure(figures, 1))
                .put("exit_code", exitCode(app.life().lastExit()))
                .put("error", failed ? app.life().reason() : Optional.empty())
                .put("namespace", "default")
                .put("instance", JsonNull.NULL)
                .put("assigned_port", port(app.place().ports()))
                .build();
    }

    /** What does not run uses nothing. */
    private static JsonValue figure(JsonArray figures, int place) {
        return figures.values().size() == NO_FIGURES
                ? JsonNumber.of(0)
                : figures.values().get(place);
    }

    private static JsonValue started(AppStatus app) {
        OptionalLong at = app.timing().lastRunAtMs();
        return app.life().uptimeMs().isPresent() && at.isPresent() ? time(at.getAsLong()) : JsonNull.NULL;
    }

    private static OptionalLong exitCode(Optional<LastExit> exit) {
        return exit.map(LastExit::code).orElse(OptionalLong.empty());
    }

    private static OptionalLong port(List<Long> ports) {
        return ports.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ports.get(0));
    }

    private static String state(String phase) {
        return switch (phase) {
            case "RUNNING" -> "online";
            case "STARTING" -> "starting";
            case "STOPPING" -> "stopping";
            case "STOPPED" -> "stopped";
            case "FAILED" -> "errored";
            case "BACKOFF", "RESTARTING" -> "restarting";
            default -> throw new IllegalArgumentException("unknown phase " + phase);
        };
    }

    private static Message system(SystemReport host) {
        SystemReport.Space memory = host.memory();
        return Message.plain(
                "SystemUpdate",
                JsonObject.builder()
                        .put(
                                "metrics",
                                JsonObject.builder()
                                        .put("cpu_usage", host.cpuPercent())
                                        .put("memory_usage", memory.usedBytes())
                                        .put("memory_total", memory.totalBytes())
                                        .put("memory_percent", memory.usedPercent())
                                        .put("memory_used", memory.usedBytes())
                                        .put(
                                                "load_average",
                                                JsonArray.of(
                                                        host.loadAverage(), load -> JsonNumber.of(load.doubleValue())))
                                        .put("uptime", host.uptimeMs() / 1_000)
                                        .put("timestamp", time(host.atMs()))
                                        .build())
                        .build());
    }

    private static JsonText time(long millis) {
        return new JsonText(Instant.ofEpochMilli(millis).toString());
    }
}
