package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client that does with the messages what the reference says. */
final class LiveClient {
    private static final List<String> FIGURES = List.of("cpu_percent", "memory_bytes", "tasks");

    final Map<String, JsonObject> apps = new TreeMap<>();
    final Map<String, JsonValue> usage = new TreeMap<>();
    final List<Long> events = new ArrayList<>();
    final List<String> types = new ArrayList<>();
    long dropped;
    private long seq;

    void apply(String text) {
        JsonObject message = JsonReader.readObject(text);
        assertThat(message.integer("seq")).isEqualTo(++seq);
        types.add(message.text("type"));
        switch (message.text("type")) {
            case "apps" -> apps(message);
            case "usage" -> usage.putAll(message.object("apps").members());
            case "events" ->
                message.array("events").objects(EventEntry::fromJson).forEach(event -> events.add(event.seq()));
            case "lagged" -> dropped += message.integer("dropped");
            case "hello", "system", "rows" -> assertThat(message.members()).hasSizeGreaterThan(2);
            default -> throw new AssertionError("unknown message " + text);
        }
    }

    private void apps(JsonObject message) {
        if (message.bool("full")) {
            apps.clear();
            usage.clear();
        }
        for (JsonObject app : message.array("apps").objects(app -> app)) {
            String name = app.text("application");
            apps.put(name, withoutFigures(app));
            usage.remove(name);
            if (app.find("memory_bytes").isPresent()) {
                usage.put(name, figures(app));
            }
        }
        message.array("removed").texts().forEach(apps::remove);
        message.array("removed").texts().forEach(usage::remove);
    }

    static JsonArray figures(JsonObject app) {
        return JsonArray.of(FIGURES, name -> app.find(name).orElse(JsonNull.NULL));
    }

    static JsonObject withoutFigures(JsonObject app) {
        Map<String, JsonValue> rest = new LinkedHashMap<>(app.members());
        FIGURES.forEach(rest::remove);
        return new JsonObject(rest);
    }
}
