package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.daemon.control.RegisteredApp;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** One app as PM2 shows a process: each key that its clients look for, with the true value or null. */
final class PmProcess {
    /** All apps are in this one. */
    static final String NAMESPACE = "default";

    /** What takes the place of each value of a variable. */
    static final String REDACTED = "[redacted]";

    private static final String NO_VERSION = "N/A";
    private static final String NO_INTERPRETER = "none";
    private static final String MODE = "fork_mode";

    private final RegisteredApp app;
    private final boolean mayReadDefinition;

    private PmProcess(RegisteredApp app, Role role) {
        this.app = app;
        this.mayReadDefinition = role.includes(Role.OPERATOR);
    }

    /** As somebody of that role may see it: arguments and names of variables only who may read definitions. */
    static JsonObject of(RegisteredApp app, Role role) {
        return new PmProcess(app, role).json();
    }

    private JsonObject json() {
        JsonObject.Builder json = JsonObject.builder();
        identity(json);
        JsonValue cpu = cpu();
        JsonValue memory = memory();
        return json.put("pid", life().mainPid().orElse(0))
                .put("uptime", begun())
                .put("created_at", begun())
                .put("status", status())
                .put("restart_time", life().restartsTotal())
                .put("cpu", cpu)
                .put("memory", memory)
                .put("user", app.user())
                .put("watching", false)
                .put("instance_id", 0)
                .put("exec_interpreter", NO_INTERPRETER)
                .put("pm_exec_path", program())
                .put("pm_cwd", app.status().place().workingDirectory())
                .put("node_args", new JsonArray(List.of()))
                .put("pm_out_log_path", app.stdout())
                .put("pm_err_log_path", app.stderr())
                .put("pm_pid_path", JsonNull.NULL)
                .put("exit_code", exitCode())
                .put("port", port())
                .put(
                        "monit",
                        JsonObject.builder()
                                .put("memory", memory)
                                .put("cpu", cpu)
                                .build())
                .put("pm2_env", environment())
                .build();
    }

    private void identity(JsonObject.Builder json) {
        json.put("pm_id", app.number())
                .put("name", app.name())
                .put("namespace", NAMESPACE)
                .put("version", NO_VERSION)
                .put("exec_mode", MODE);
    }

    private JsonObject environment() {
        JsonObject.Builder json = JsonObject.builder();
        identity(json);
        return json.put("status", status())
                .put("kind", app.status().kind())
                .put("enabled", app.status().enabled())
                .put("paused", app.status().paused())
                .put("cron_restart", JsonNull.NULL)
                .put("schedule", app.status().timing().schedule())
                .put("pm_uptime", begun())
                .put("created_at", begun())
                .put("restart_time", life().restartsTotal())
                .put("unstable_restarts", life().restartsInWindow())
                .put("autorestart", app.restarts())
                .put("exit_code", exitCode())
                .put("instances", 1)
                .put("watch", false)
                .put("exec_interpreter", NO_INTERPRETER)
                .put("pm_exec_path", program())
                .put("pm_cwd", app.status().place().workingDirectory())
                .put("args", mayReadDefinition ? arguments() : new JsonArray(List.of()))
                .put("node_args", new JsonArray(List.of()))
                .put("username", app.user())
                .put("pm_out_log_path", app.stdout())
                .put("pm_err_log_path", app.stderr())
                .put("pm_pid_path", JsonNull.NULL)
                .put("port", port())
                .put("env", variables())
                .build();
    }

    private AppLife life() {
        return app.status().life();
    }

    private String status() {
        return PmStatus.of(life().phase());
    }

    private OptionalLong begun() {
        return app.status().timing().lastRunAtMs();
    }

    private boolean isDown() {
        return life().actual().equals("STOPPED");
    }

    /** What does not run uses nothing; what runs and is not measured uses nobody knows how much. */
    private JsonValue cpu() {
        AppUsage usage = app.status().usage();
        if (isDown()) {
            return JsonNumber.of(0);
        }
        return JsonNumber.orNull(usage.cpuPercent());
    }

    private JsonValue memory() {
        OptionalLong bytes = app.status().usage().memoryBytes();
        if (isDown()) {
            return JsonNumber.of(0);
        }
        return bytes.isPresent() ? JsonNumber.of(bytes.getAsLong()) : JsonNull.NULL;
    }

    private OptionalLong exitCode() {
        return life().lastExit().map(LastExit::code).orElse(OptionalLong.empty());
    }

    private OptionalLong port() {
        List<Long> ports = app.status().place().ports();
        return ports.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ports.get(0));
    }

    /** A program without a slash is looked for at each start, so there is no path to tell. */
    private String program() {
        String program = app.command().get(0);
        return program.contains("/")
                ? Path.of(app.status().place().workingDirectory())
                        .resolve(program)
                        .normalize()
                        .toString()
                : program;
    }

    private JsonArray arguments() {
        return JsonArray.ofTexts(app.command().subList(1, app.command().size()));
    }

    private JsonObject variables() {
        JsonObject.Builder json = JsonObject.builder();
        if (mayReadDefinition) {
            app.variables().forEach(name -> json.put(name, REDACTED));
        }
        return json.build();
    }
}
