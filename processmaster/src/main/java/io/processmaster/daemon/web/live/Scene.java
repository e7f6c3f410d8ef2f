package io.processmaster.daemon.web.live;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.control.LiveApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.StatusFeed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a client that missed nothing knows by now; what every client is told is a difference to this. */
final class Scene {
    /** How many events a new client is told. */
    static final int LAST_EVENTS = 50;

    private final LiveApi api;
    private final Map<String, AppStatus> apps = new TreeMap<>();
    private final Map<String, JsonArray> usage = new TreeMap<>();
    private final Deque<EventEntry> events = new ArrayDeque<>();
    private Optional<SystemReport> system = Optional.empty();
    private OptionalLong lookedAt;
    private OptionalLong lookedBefore;

    Scene(LiveApi api) {
        this.api = api;
        lookedAt = api.lookedAtMs();
        lookedBefore = lookedAt;
    }

    Collection<AppStatus> apps() {
        return apps.values();
    }

    /** Processor share, memory and tasks of the apps that run, by name; null for what was not measured. */
    Map<String, JsonArray> usage() {
        return usage;
    }

    List<EventEntry> lastEvents() {
        return List.copyOf(events);
    }

    Optional<SystemReport> system() {
        return system;
    }

    ServerInfo server() {
        return api.server();
    }

    long nowMillis() {
        return api.nowMillis();
    }

    /** Takes the same apps with newer figures of the kernel; what was told of their use stays as it was told. */
    void refresh(List<AppStatus> all) {
        apps.clear();
        all.forEach(app -> apps.put(app.application(), app));
    }

    /** Begins with these apps. */
    void begin(List<AppStatus> all) {
        take(new StatusFeed.Change(all, List.of()));
    }

    void take(StatusFeed.Change change) {
        for (AppStatus app : change.apps()) {
            apps.put(app.application(), app);
            if (app.usage().equals(AppUsage.NONE)) {
                usage.remove(app.application());
            } else {
                usage.put(app.application(), figures(app.usage()));
            }
        }
        change.removed().forEach(apps::remove);
        change.removed().forEach(usage::remove);
    }

    /** Takes a reading and returns what is new in it. */
    Map<String, JsonArray> measure() {
        Map<String, JsonArray> news = new LinkedHashMap<>();
        api.usage().forEach((name, reading) -> {
            JsonArray figures = figures(reading);
            // One that is not known yet comes with its state; so does the end of one that is gone.
            if (apps.containsKey(name) && !figures.equals(usage.put(name, figures))) {
                news.put(name, figures);
            }
        });
        usage.keySet().retainAll(apps.keySet());
        return news;
    }

    /** Whether the apps were looked at for their history since the last call. */
    boolean isHistoryLonger() {
        lookedBefore = lookedAt;
        lookedAt = api.lookedAtMs();
        return !lookedAt.equals(lookedBefore);
    }

    /** The rows of an app's history by which it became longer. */
    UsageReport newRows(AppName app) {
        UsageReport found = api.history(app, lookedBefore.orElse(Long.MIN_VALUE));
        // What came since the question is for the next time, so that nobody is told a row twice.
        long last = lookedAt.orElse(Long.MIN_VALUE);
        return new UsageReport(
                found.application(),
                found.intervalMs(),
                found.columns(),
                found.rows().stream().filter(row -> row.atMs() <= last).toList());
    }

    /** Looks at the host; what was seen last stays when that fails. */
    void look() {
        try {
            system = Optional.of(api.system());
        } catch (Refused unreadable) {
            // There is nothing to tell, and the next look is soon.
            return;
        }
    }

    void take(List<EventEntry> news) {
        events.addAll(news);
        while (events.size() > LAST_EVENTS) {
            events.removeFirst();
        }
    }

    private static JsonArray figures(AppUsage usage) {
        List<JsonValue> figures = new ArrayList<>();
        figures.add(JsonNumber.orNull(usage.cpuPercent()));
        figures.add(JsonNumber.orNull(usage.memoryBytes()));
        figures.add(JsonNumber.orNull(usage.tasks()));
        return new JsonArray(figures);
    }
}
