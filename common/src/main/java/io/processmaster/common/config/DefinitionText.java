package io.processmaster.common.config;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.units.FileMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes a definition as it is in force, every default included and every secret hidden; it reads as the same definition. */
public final class DefinitionText {
    private static final String DEPTH = "  ";
    private static final String ITEM = "- ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private DefinitionText() {}

    /** YAML, with {@code ********} in place of what may be a secret. */
    public static String masked(AppSpec spec) {
        DefinitionText definition = new DefinitionText();
        definition.write(spec);
        return definition.text.toString();
    }

    private void write(AppSpec spec) {
        key("application", YamlText.scalar(spec.name().text()));
        section("global", () -> key("enabled", spec.enabled()));
        section("process", () -> {
            process(spec.process());
            spec.job().ifPresent(this::job);
            if (spec.stop().command().isEmpty()) {
                key("stop_signal", spec.stop().signal().fullName());
            } else {
                key("stop_command", YamlText.list(Masking.arguments(spec.stop().command())));
            }
            key("stop_grace_period_ms", spec.stop().grace().toMillis());
        });
        section("logs", () -> logs(spec.logs()));
        section("resources", () -> resources(spec.resources()));
        if (spec.job().isEmpty()) {
            section("restart_policy", () -> restart(spec.restart()));
        }
        provisioning(spec.provisioning());
    }

    private void process(ProcessSpec process) {
        key("working_directory", YamlText.scalar(process.workingDirectory()));
        key("start_command", YamlText.list(Masking.arguments(process.startCommand())));
        key("user", process.user().map(YamlText::scalar), "root");
        key("group", process.group().map(YamlText::scalar), "the user's primary group");
        environment(process.environment());
        key("inherit_environment", process.inheritEnvironment());
        key("umask", octal(process.umask()));
        key("nice", process.nice());
        if (!process.rlimits().isEmpty()) {
            section("rlimits", () -> process.rlimits().forEach((name, limit) -> key(name, rlimit(limit))));
        }
        key("oom_score_adj", process.oomScoreAdj());
        key("no_new_privileges", process.noNewPrivileges());
    }

    private void environment(List<EnvironmentEntry> entries) {
        if (entries.isEmpty()) {
            key("environment", "[]");
            return;
        }
        section(
                "environment",
                () -> entries.forEach(entry -> {
                    line(ITEM + "name: " + YamlText.quoted(entry.name()));
                    line(DEPTH + "value: " + YamlText.quoted(Masking.value(entry)));
                }));
    }

    private void job(JobSpec job) {
        key("schedule", YamlText.quoted(job.schedule()));
        key("time_zone", Zones.text(job.zone()).map(YamlText::quoted), "the host's zone");
        key("not_before", job.notBefore().map(Dates::text).map(YamlText::quoted), "none");
        key("not_after", job.notAfter().map(Dates::text).map(YamlText::quoted), "none");
        key("max_time_per_run", job.maxTimePerRun().map(Amounts::time).orElse("never"));
        key("missed_runs", word(job.missedRuns()));
    }

    private void logs(LogSpec logs) {
        key("stdout", YamlText.scalar(logs.stdout()));
        key("stderr", YamlText.scalar(logs.stderr()));
        key("stop_command_stdout", YamlText.scalar(logs.stopCommandStdout()));
        key("stop_command_stderr", YamlText.scalar(logs.stopCommandStderr()));
        key("hints", YamlText.list(logs.hints()));
        RotationSpec rotation = logs.rotation();
        key("rotation_mode", word(rotation.mode()));
        if (rotation.mode() == RotationSpec.Mode.SIZE) {
            key("rotation_size", Amounts.size(rotation.size()));
            key("rotation_backups", rotation.backups());
        } else {
            key("rotation_frequency", word(rotation.frequency()));
            key("rotation_max_age_ms", rotation.maxAge().toMillis());
        }
        key("compression_enabled", rotation.compress());
    }

    private void resources(ResourceSpec limits) {
        key("max_cpu", limits.maxCpu().isMax() ? "MAX" : limits.maxCpu().millicores() + "m");
        key("max_memory", Amounts.size(limits.maxMemory()));
        key("memory_high", Amounts.size(limits.memoryHigh()));
        key("max_swap", Amounts.size(limits.maxSwap()));
        key("max_pids", count(limits.maxPids()));
        key("io_weight", count(limits.ioWeight()));
    }

    private void restart(RestartSpec restart) {
        key("policy", word(restart.policy()));
        key("restart_backoff_ms", restart.backoff().toMillis());
        key("max_backoff_ms", restart.maxBackoff().toMillis());
        key("reset_after", Amounts.time(restart.resetAfter()));
        section("tolerance", () -> {
            key("max_restarts", restart.maxRestarts());
            key("duration", Amounts.time(restart.window()));
        });
    }

    private void provisioning(List<ProvisioningEntry> entries) {
        if (entries.isEmpty()) {
            key("provisioning", "[]");
            return;
        }
        section(
                "provisioning",
                () -> entries.forEach(entry -> {
                    line(ITEM + "path: " + YamlText.scalar(entry.path()));
                    depth++;
                    if (entry.owner().isPresent() || entry.group().isPresent()) {
                        section("ownership", () -> {
                            entry.owner().ifPresent(owner -> key("owner", YamlText.scalar(owner)));
                            entry.group().ifPresent(group -> key("group", YamlText.scalar(group)));
                            key("recursive", entry.recursive());
                        });
                    }
                    entry.mode().ifPresent(mode -> key("mode", octal(mode)));
                    key("add_net_bind_capability", entry.netBindCapability());
                    depth--;
                }));
    }

    private void section(String name, Runnable content) {
        line(name + ":");
        depth++;
        content.run();
        depth--;
    }

    private void key(String name, Object value) {
        line(name + ": " + value);
    }

    /** To write what holds instead would make another definition of it, so a comment says it. */
    private void key(String name, Optional<String> value, String otherwise) {
        line(value.map(known -> name + ": " + known).orElse("# " + name + ": " + otherwise));
    }

    private void line(String line) {
        text.append(DEPTH.repeat(depth)).append(line).append('\n');
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String octal(FileMode mode) {
        return YamlText.quoted(mode.octal());
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "MAX";
    }

    private static String rlimit(Rlimit limit) {
        return YamlText.quoted(bound(limit.soft()) + ":" + bound(limit.hard()));
    }

    private static String bound(long number) {
        return number == Rlimit.INFINITY ? "unlimited" : Long.toString(number);
    }
}
