package io.processmaster.common.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Tells which keys of a definition differ, and whether a running process depends on them. */
public final class SpecDifference {
    private static final String SCHEDULE = "process.schedule";

    private static final Map<String, Function<AppSpec, Object>> NEED_RESTART = Map.ofEntries(
            Map.entry("application", AppSpec::name),
            Map.entry("process.working_directory", spec -> spec.process().workingDirectory()),
            Map.entry("process.start_command", spec -> spec.process().startCommand()),
            Map.entry("process.user", spec -> spec.process().user()),
            Map.entry("process.group", spec -> spec.process().group()),
            Map.entry("process.environment", spec -> spec.process().environment()),
            Map.entry("process.inherit_environment", spec -> spec.process().inheritEnvironment()),
            Map.entry("process.umask", spec -> spec.process().umask()),
            Map.entry("process.nice", spec -> spec.process().nice()),
            Map.entry("process.oom_score_adj", spec -> spec.process().oomScoreAdj()),
            Map.entry("process.no_new_privileges", spec -> spec.process().noNewPrivileges()),
            Map.entry("logs.stdout", spec -> spec.logs().stdout()),
            Map.entry("logs.stderr", spec -> spec.logs().stderr()));

    private static final Map<String, Function<AppSpec, Object>> LIVE = Map.ofEntries(
            Map.entry("process.stop_command", spec -> spec.stop().command()),
            Map.entry("process.stop_signal", spec -> spec.stop().signal()),
            Map.entry("process.stop_grace_period_ms", spec -> spec.stop().grace()),
            Map.entry("logs.stop_command_stdout", spec -> spec.logs().stopCommandStdout()),
            Map.entry("logs.stop_command_stderr", spec -> spec.logs().stopCommandStderr()),
            Map.entry("logs.hints", spec -> spec.logs().hints()),
            Map.entry("logs.rotation_mode", spec -> spec.logs().rotation().mode()),
            Map.entry("logs.rotation_size", spec -> spec.logs().rotation().size()),
            Map.entry("logs.rotation_backups", spec -> spec.logs().rotation().backups()),
            Map.entry("logs.rotation_frequency", spec -> spec.logs().rotation().frequency()),
            Map.entry("logs.rotation_max_age_ms", spec -> spec.logs().rotation().maxAge()),
            Map.entry("logs.compression_enabled", spec -> spec.logs().rotation().compress()),
            Map.entry("resources.max_cpu", spec -> spec.resources().maxCpu()),
            Map.entry("resources.max_memory", spec -> spec.resources().maxMemory()),
            Map.entry("resources.max_swap", spec -> spec.resources().maxSwap()),
            Map.entry("resources.memory_high", spec -> spec.resources().memoryHigh()),
            Map.entry("resources.max_pids", spec -> spec.resources().maxPids()),
            Map.entry("resources.io_weight", spec -> spec.resources().ioWeight()),
            Map.entry("restart_policy.policy", spec -> spec.restart().policy()),
            Map.entry(
                    "restart_policy.restart_backoff_ms", spec -> spec.restart().backoff()),
            Map.entry("restart_policy.max_backoff_ms", spec -> spec.restart().maxBackoff()),
            Map.entry("restart_policy.reset_after", spec -> spec.restart().resetAfter()),
            Map.entry("restart_policy.tolerance.max_restarts", spec -> spec.restart()
                    .maxRestarts()),
            Map.entry(
                    "restart_policy.tolerance.duration", spec -> spec.restart().window()),
            Map.entry("provisioning", AppSpec::provisioning),
            Map.entry("global.enabled", AppSpec::enabled));

    // A run that is under way is left alone: it was due by the old values, and the next one goes by the new ones.
    private static final Map<String, Function<JobSpec, Object>> OF_JOBS = Map.of(
            SCHEDULE,
            JobSpec::schedule,
            "process.time_zone",
            JobSpec::zone,
            "process.not_before",
            JobSpec::notBefore,
            "process.not_after",
            JobSpec::notAfter,
            "process.max_time_per_run",
            JobSpec::maxTimePerRun,
            "process.missed_runs",
            JobSpec::missedRuns);

    private static final String RLIMITS = "process.rlimits.";

    private SpecDifference() {}

    /** The paths of the keys whose values differ, sorted; where the definition is kept does not count. */
    public static List<String> changedKeys(AppSpec before, AppSpec after) {
        Set<String> changed = new TreeSet<>();
        collect(NEED_RESTART, before, after, changed);
        collect(LIVE, before, after, changed);
        if (before.job().isPresent() && after.job().isPresent()) {
            collect(OF_JOBS, before.job().get(), after.job().get(), changed);
        } else if (before.job().isPresent() || after.job().isPresent()) {
            // A service became a job, or the other way round; the other keys of a job come and go with this one.
            changed.add(SCHEDULE);
        }
        Set<String> limits = new TreeSet<>(before.process().rlimits().keySet());
        limits.addAll(after.process().rlimits().keySet());
        for (String limit : limits) {
            Rlimit old = before.process().rlimits().get(limit);
            if (!Objects.equals(old, after.process().rlimits().get(limit))) {
                changed.add(RLIMITS + limit);
            }
        }
        return List.copyOf(changed);
    }

    private static <T> void collect(Map<String, Function<T, Object>> keys, T before, T after, Set<String> changed) {
        keys.forEach((key, value) -> {
            if (!value.apply(before).equals(value.apply(after))) {
                changed.add(key);
            }
        });
    }

    /** Whether a running process would go on with an old value; a key that is not known is taken for such a one. */
    public static boolean needsRestart(Collection<String> keys) {
        return !keys.stream().allMatch(key -> LIVE.containsKey(key) || OF_JOBS.containsKey(key));
    }

    /** Every key that is compared, but for the single resource limits below {@code process.rlimits}. */
    public static Set<String> comparedKeys() {
        Set<String> all = new TreeSet<>(NEED_RESTART.keySet());
        all.addAll(LIVE.keySet());
        all.addAll(OF_JOBS.keySet());
        return Collections.unmodifiableSet(all);
    }
}
