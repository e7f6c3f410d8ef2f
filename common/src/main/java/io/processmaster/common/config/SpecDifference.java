package io.processmaster.common.config;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.StopSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Tells which keys differ between two definitions of an app, and whether a running process depends on them. */
public final class SpecDifference {
    private SpecDifference() {}

    /** The paths of the keys whose values differ, sorted; where the definition lies does not count. */
    public static List<String> changedKeys(AppSpec before, AppSpec after) {
        Map<String, Object> old = values(before);
        Map<String, Object> now = values(after);
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(old.get(path), now.get(path)))
                .toList();
    }

    /** Whether one of the keys only takes effect in a new process; a key that is not known is taken for one. */
    public static boolean needsRestart(Set<String> changedKeys) {
        return changedKeys.stream().anyMatch(path -> AppKeys.TABLE
                .key(path)
                .map(key -> key.effect() != Effect.LIVE)
                .orElse(true));
    }

    /** The value of each key, by path. */
    static Map<String, Object> values(AppSpec spec) {
        Map<String, Object> values = new HashMap<>();
        values.put("application", spec.name());
        values.put("global.enabled", spec.enabled());
        addProcess(values, spec.process());
        addStop(values, spec.stop());
        addLogs(values, spec.logs());
        addResources(values, spec.resources());
        addRestart(values, spec.restart());
        return values;
    }

    private static void addProcess(Map<String, Object> values, ProcessSpec process) {
        values.put("process.working_directory", process.workingDirectory());
        values.put("process.start_command", process.startCommand());
        values.put("process.user", process.user());
        values.put("process.group", process.group());
        values.put("process.environment", process.environment());
        values.put("process.inherit_environment", process.inheritEnvironment());
        values.put("process.umask", process.umask());
        values.put("process.nice", process.nice());
        values.put("process.oom_score_adj", process.oomScoreAdj());
        values.put("process.no_new_privileges", process.noNewPrivileges());
        process.rlimits().forEach((name, limit) -> values.put("process.rlimits." + name, limit));
    }

    private static void addStop(Map<String, Object> values, StopSpec stop) {
        values.put("process.stop_command", stop.command());
        values.put("process.stop_signal", stop.signal());
        values.put("process.stop_grace_period_ms", stop.grace());
    }

    private static void addLogs(Map<String, Object> values, LogSpec logs) {
        values.put("logs.stdout", logs.stdout());
        values.put("logs.stderr", logs.stderr());
        values.put("logs.stop_command_stdout", logs.stopCommandStdout());
        values.put("logs.stop_command_stderr", logs.stopCommandStderr());
        values.put("logs.hints", logs.hints());
    }

    private static void addResources(Map<String, Object> values, ResourceSpec resources) {
        values.put("resources.max_cpu", resources.maxCpu());
        values.put("resources.max_memory", resources.maxMemory());
        values.put("resources.max_swap", resources.maxSwap());
        values.put("resources.memory_high", resources.memoryHigh());
        values.put("resources.max_pids", resources.maxPids());
        values.put("resources.io_weight", resources.ioWeight());
    }

    private static void addRestart(Map<String, Object> values, RestartSpec restart) {
        values.put("restart_policy.policy", restart.policy());
        values.put("restart_policy.restart_backoff_ms", restart.backoff());
        values.put("restart_policy.max_backoff_ms", restart.maxBackoff());
        values.put("restart_policy.reset_after", restart.resetAfter());
        values.put("restart_policy.tolerance.max_restarts", restart.maxRestarts());
        values.put("restart_policy.tolerance.duration", restart.window());
    }
}
