package io.processmaster.daemon.web.live;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.StatusFeed;
import io.processmaster.daemon.web.http.Visitor;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The console's own: full state first, then differences.
 *
 * @param allowCreate whether the configuration lets an admin create definitions
 */
record LiveDialect(boolean allowCreate) implements Dialect {
    @Override
    public Set<Topic> greeting() {
        return EnumSet.of(Topic.HELLO, Topic.APPS, Topic.USAGE, Topic.EVENTS, Topic.SYSTEM);
    }

    @Override
    public Set<Topic> remedy() {
        return EnumSet.of(Topic.LAGGED, Topic.APPS, Topic.USAGE);
    }

    @Override
    public List<Message> all(Topic topic, Scene scene) {
        return switch (topic) {
            case HELLO, LAGGED, ROWS -> List.of();
            case APPS -> List.of(apps(true, scene.apps(), List.of()));
            case USAGE -> List.of(usage(scene, scene.usage()));
            case EVENTS -> List.of(events(scene.lastEvents()));
            case SYSTEM ->
                scene.system()
                        .map(report -> Message.numbered("system", report.toJson()))
                        .map(List::of)
                        .orElse(List.of());
        };
    }

    @Override
    public List<Message> hello(Scene scene, Visitor visitor) {
        return List.of(Message.numbered(
                "hello",
                JsonObject.builder()
                        .put("now_ms", scene.nowMillis())
                        .put("user", visitor.name())
                        .put("role", visitor.role().word())
                        .put("allow_create", allowCreate && visitor.role().includes(Role.ADMIN))
                        .put("server", scene.server().toJson())
                        .build()));
    }

    @Override
    public List<Message> lagged(long dropped) {
        return List.of(Message.numbered(
                "lagged", JsonObject.builder().put("dropped", dropped).build()));
    }

    @Override
    public List<Message> changed(Scene scene, StatusFeed.Change change) {
        return List.of(apps(false, change.apps(), change.removed()));
    }

    @Override
    public List<Message> measured(Scene scene, Map<String, JsonArray> figures) {
        return figures.isEmpty() ? List.of() : List.of(usage(scene, figures));
    }

    @Override
    public List<Message> rows(UsageReport news) {
        return news.rows().isEmpty() ? List.of() : List.of(Message.numbered("rows", news.toJson()));
    }

    @Override
    public Optional<Wish> wish(String text) {
        return Wish.read(text);
    }

    @Override
    public List<Message> happened(List<EventEntry> events) {
        return List.of(events(events));
    }

    private static Message apps(boolean full, Collection<AppStatus> apps, List<String> removed) {
        return Message.numbered(
                "apps",
                JsonObject.builder()
                        .put("full", full)
                        .put("apps", JsonArray.of(apps, AppStatus::toJson))
                        .put("removed", JsonArray.ofTexts(removed))
                        .build());
    }

    private static Message usage(Scene scene, Map<String, JsonArray> figures) {
        JsonObject.Builder apps = JsonObject.builder();
        figures.forEach(apps::put);
        return Message.numbered(
                "usage",
                JsonObject.builder()
                        .put("at_ms", scene.nowMillis())
                        .put("apps", apps.build())
                        .build());
    }

    private static Message events(List<EventEntry> events) {
        return Message.numbered(
                "events",
                JsonObject.builder()
                        .put("events", JsonArray.of(events, EventEntry::toJson))
                        .build());
    }
}
