package io.processmaster.common.config;

import io.processmaster.common.names.AppName;
import java.nio.file.Path;
import java.util.List;

/** Writes down what holds for an auto-service without a definition, so that a person can go on from there. */
public final class GeneratedDefinition {
    private static final String NO_VALUE = "";

    private final StringBuilder text = new StringBuilder();
    private String section = "";

    private GeneratedDefinition() {}

    /** The text of a definition that says the same as none, apart from {@code enabled}. */
    public static String text(AppName name, Path directory, ServiceDefaults defaults, boolean enabled) {
        GeneratedDefinition definition = new GeneratedDefinition();
        definition.write(name, directory, defaults, enabled);
        return definition.text.toString();
    }

    private void write(AppName name, Path directory, ServiceDefaults defaults, boolean enabled) {
        text.append("# Written by ProcessMaster: every value is the one that holds without this file.\n");
        text.append("# For a new one, make a file named " + AutoService.MARKER + " beside it and run: pmctl update\n");
        key("application", YamlText.scalar(name.text()), "the name of this directory");
        section("global");
        key("enabled", Boolean.toString(enabled), "false: not started; pmctl enable and disable change this line");
        process(directory, defaults);
        logs();
        section("resources", "MAX: no limit");
        key("max_cpu", "MAX", "such as 500m or 1.5");
        key("max_memory", "MAX", "such as 512MiB; beyond it the kernel kills");
        key("max_swap", "MAX", "0: none");
        section("restart_policy");
        key("policy", "always", "or on_failure, or never");
        key("restart_backoff_ms", "1000", "pause before an automatic start");
        key("tolerance", NO_VALUE, "more automatic starts than this in that time, and it stays down");
        section = "restart_policy.tolerance";
        key("max_restarts", "3", "");
        key("duration", "1m", "");
    }

    private void process(Path directory, ServiceDefaults defaults) {
        section("process");
        key("working_directory", YamlText.scalar(directory.toString()), "");
        key("start_command", "[\"./run.sh\"]", "program and arguments; there is no shell");
        key("stop_signal", "SIGTERM", "or a stop_command instead");
        key("stop_grace_period_ms", "5000", "then everything is killed");
        key("user", YamlText.scalar(defaults.user()), "global.default_service_user");
        defaults.group().ifPresent(group -> key("group", YamlText.scalar(group), "global.default_service_group"));
        key("environment", "[]", "entries {name: …, value: …}; a value may be @file://…");
    }

    private void logs() {
        section("logs", "relative to the working directory");
        key("stdout", "./logs/stdout.log", "");
        key("stderr", "./logs/stderr.log", "");
        key("rotation_mode", "size", "or time");
        key("rotation_size", "10m", "");
        key("rotation_backups", "10", "");
        key("compression_enabled", "true", "");
        key("stop_command_stdout", "./logs/stop_command_stdout.log", "");
        key("stop_command_stderr", "./logs/stop_command_stderr.log", "");
        key("hints", "[]", "more files to view");
    }

    private void section(String name, String... comment) {
        section = "";
        text.append('\n');
        key(name, NO_VALUE, String.join("", List.of(comment)));
        section = name;
    }

    /** A line, unless this version refuses the key. */
    private void key(String name, String value, String comment) {
        String path = section.isEmpty() ? name : section + "." + name;
        boolean known = AppKeys.TABLE.key(path).map(Key::isAvailable).orElse(AppKeys.TABLE.isSection(path));
        if (!known) {
            return;
        }
        long depth =
                section.isEmpty() ? 0 : section.chars().filter(c -> c == '.').count() + 1;
        String line = "  ".repeat((int) depth) + name + ":" + (value.isEmpty() ? "" : " " + value);
        text.append(line).append(comment.isEmpty() ? "" : "  # " + comment).append('\n');
    }
}
