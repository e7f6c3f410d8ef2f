package io.processmaster.daemon.web.rest;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.daemon.control.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what PM2 calls an app declaration, as far as there is something like it here. */
final class DraftBody {
    static final List<String> KEYS =
            List.of("name", "script", "args", "cwd", "env", "user", "group", "autorestart", "max_memory", "cron");

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("port", "let the app read its port from env"),
            Map.entry("port_range", "let the app read its port from env"),
            Map.entry("instances", "create one app for each"),
            Map.entry("exec_mode", "each app is processes of its own; leave it out"),
            Map.entry("interpreter", "give the interpreter as script, and the file as the first of args"),
            Map.entry("watch", "restart it when you have changed it"),
            Map.entry("namespace", "all apps are in \"default\"; leave it out"),
            Map.entry("cron_restart", "cron makes a job, which is started by its schedule"),
            Map.entry("max_memory_restart", "max_memory is a limit that the kernel keeps"),
            Map.entry("health_check", "leave it out"));

    private DraftBody() {}

    /** The draft in {@code body}; {@code usualUser} is taken when it names none. */
    static AppDraft read(String body, String usualUser) throws Refused {
        JsonObject json = JsonBody.read(body, KEYS, REFUSED);
        try {
            return draft(json, usualUser);
        } catch (JsonException e) {
            throw JsonBody.bad(e.getMessage());
        }
    }

    private static AppDraft draft(JsonObject json, String usualUser) throws Refused {
        String name = json.text("name");
        Optional<String> problem = AppName.problemWith(name);
        if (problem.isPresent()) {
            throw JsonBody.bad("name " + problem.get());
        }
        List<String> command = new ArrayList<>();
        command.add(json.text("script"));
        command.addAll(json.findArray("args").map(JsonArray::texts).orElse(List.of()));
        String cwd = json.text("cwd");
        if (!cwd.startsWith("/")) {
            throw JsonBody.bad("cwd must be an absolute path");
        }
        Optional<Boolean> autorestart =
                json.find("autorestart").isPresent() ? Optional.of(json.bool("autorestart")) : Optional.empty();
        Optional<String> cron = json.findText("cron");
        if (cron.isPresent() && autorestart.isPresent()) {
            throw JsonBody.bad("autorestart has no meaning for what cron starts (leave one of them out)");
        }
        return new AppDraft(
                new AppName(name),
                command,
                cwd,
                environment(json),
                json.findText("user").orElse(usualUser),
                json.findText("group"),
                autorestart,
                json.findText("max_memory"),
                cron);
    }

    private static Map<String, String> environment(JsonObject json) {
        Map<String, String> values = new LinkedHashMap<>();
        json.findObject("env").orElse(JsonObject.EMPTY).members().forEach((name, value) -> {
            values.put(name, text(name, value));
        });
        return values;
    }

    /** Numbers and booleans are what people write there, and PM2 makes texts of them. */
    private static String text(String name, JsonValue value) {
        if (value instanceof JsonText text) {
            return text.value();
        }
        if (value instanceof JsonArray || value instanceof JsonObject || value == JsonNull.NULL) {
            throw new JsonException("\"env." + name + "\" must be a string");
        }
        return value.compact();
    }
}
