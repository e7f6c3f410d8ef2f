package io.processmaster.common.config;

import static io.processmaster.common.config.Key.later;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The keys of an app definition. */
final class AppKeys {
    /** The kernel's resource limits by name, with what they count. */
    static final Map<String, String> RLIMITS = new TreeMap<>(Map.ofEntries(
            Map.entry("as", "address space in bytes"),
            Map.entry("core", "core file in bytes"),
            Map.entry("cpu", "CPU time in seconds"),
            Map.entry("data", "data segment in bytes"),
            Map.entry("fsize", "size of a written file in bytes"),
            Map.entry("locks", "file locks (without effect in today's kernels)"),
            Map.entry("memlock", "locked memory in bytes"),
            Map.entry("msgqueue", "POSIX message queues in bytes"),
            Map.entry("nice", "20 minus the lowest allowed nice value"),
            Map.entry("nofile", "open files"),
            Map.entry("nproc", "processes and threads of the user on the whole host"),
            Map.entry("rss", "resident memory in bytes (without effect in today's kernels)"),
            Map.entry("rtprio", "highest real-time priority"),
            Map.entry("rttime", "real-time CPU time in microseconds without a blocking call"),
            Map.entry("sigpending", "queued signals"),
            Map.entry("stack", "stack in bytes")));

    /** Every key that is known, refused ones included. */
    static final KeyTable TABLE = new KeyTable(all(), replacements());

    private AppKeys() {}

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        keys.add(restart("application", ValueType.TEXT, Fallback.words("the file's name"), "name of the app"));
        keys.addAll(process());
        RLIMITS.forEach((name, counts) -> keys.add(
                restart("process.rlimits." + name, ValueType.RLIMIT, Fallback.words("the host's default"), counts)));
        keys.addAll(job());
        keys.addAll(stopAndRestart());
        keys.addAll(logsAndResources());
        keys.addAll(provisioning());
        keys.addAll(rotation());
        keys.addAll(notYet());
        return keys;
    }

    private static List<Key> process() {
        return List.of(
                restart(
                        "process.working_directory",
                        ValueType.PATH,
                        Fallback.REQUIRED,
                        "directory that the app runs in"),
                restart("process.start_command", ValueType.ARGUMENTS, Fallback.REQUIRED, "program and its arguments"),
                restart("process.user", ValueType.ACCOUNT, Fallback.value("root"), "user that the app runs as"),
                restart(
                        "process.group",
                        ValueType.ACCOUNT,
                        Fallback.words("the user's primary group"),
                        "group that the app runs as"),
                restart("process.environment", ValueType.ENTRIES, Fallback.value("[]"), "environment variables"),
                restart("process.environment[].name", ValueType.TEXT, Fallback.REQUIRED, "name of the variable"),
                restart("process.environment[].value", ValueType.TEXT, Fallback.REQUIRED, "its value, or where it is"),
                restart(
                        "process.inherit_environment",
                        ValueType.BOOLEAN,
                        Fallback.value("false"),
                        "whether the daemon's own environment is passed on"),
                restart("process.umask", ValueType.OCTAL, Fallback.value("0022"), "permissions that new files lack"),
                restart("process.nice", ValueType.INTEGER, Fallback.value("0"), "CPU priority, -20 (high) to 19 (low)"),
                restart(
                        "process.oom_score_adj",
                        ValueType.INTEGER,
                        Fallback.value("0"),
                        "how readily the kernel kills it when memory is short, -1000 to 1000"),
                restart(
                        "process.no_new_privileges",
                        ValueType.BOOLEAN,
                        Fallback.value("false"),
                        "set-user-ID programs and file capabilities have no effect"));
    }

    private static List<Key> job() {
        return List.of(
                live("process.schedule", ValueType.SCHEDULE, Fallback.words("none, a service"), "when the job runs"),
                live(
                        "process.time_zone",
                        ValueType.ZONE,
                        Fallback.words("the host's zone"),
                        "zone of the schedule and its bounds"),
                live("process.not_before", ValueType.DATE_TIME, Fallback.words("none"), "no run is due earlier"),
                live("process.not_after", ValueType.DATE_TIME, Fallback.words("none"), "no run is due later"),
                live(
                        "process.max_time_per_run",
                        ValueType.TIME_LIMIT,
                        Fallback.value("never"),
                        "a run that takes longer is stopped"),
                live(
                        "process.missed_runs",
                        ValueType.WORD,
                        Fallback.value("skip"),
                        "skip runs that fell into a downtime, or make up for them once"));
    }

    private static List<Key> stopAndRestart() {
        return List.of(
                live("process.stop_command", ValueType.ARGUMENTS, Fallback.words("none"), "command that ends the app"),
                live("process.stop_signal", ValueType.SIGNAL, Fallback.value("SIGTERM"), "signal that ends the app"),
                live(
                        "process.stop_grace_period_ms",
                        ValueType.MILLIS,
                        Fallback.value("5000"),
                        "time to end before everything is killed"),
                live("restart_policy.policy", ValueType.WORD, Fallback.value("always"), "when to start it again"),
                live(
                        "restart_policy.restart_backoff_ms",
                        ValueType.MILLIS,
                        Fallback.value("1000"),
                        "pause before an automatic start"),
                live(
                        "restart_policy.max_backoff_ms",
                        ValueType.MILLIS,
                        Fallback.value("0"),
                        "the pause doubles up to this, when it is larger than restart_backoff_ms"),
                live(
                        "restart_policy.reset_after",
                        ValueType.DURATION,
                        Fallback.value("60s"),
                        "a run of this length brings the growing pause back to its beginning"),
                live(
                        "restart_policy.tolerance.max_restarts",
                        ValueType.INTEGER,
                        Fallback.value("3"),
                        "automatic starts allowed within the window, 0 to 500"),
                live(
                        "restart_policy.tolerance.duration",
                        ValueType.DURATION,
                        Fallback.value("1m"),
                        "length of the window"),
                live("global.enabled", ValueType.BOOLEAN, Fallback.value("true"), "whether the daemon starts the app"));
    }

    private static List<Key> logsAndResources() {
        return List.of(
                restart("logs.stdout", ValueType.PATH, Fallback.value("./logs/stdout.log"), "file for standard output"),
                restart("logs.stderr", ValueType.PATH, Fallback.value("./logs/stderr.log"), "file for standard error"),
                live(
                        "logs.stop_command_stdout",
                        ValueType.PATH,
                        Fallback.value("./logs/stop_command_stdout.log"),
                        "standard output of the stop command"),
                live(
                        "logs.stop_command_stderr",
                        ValueType.PATH,
                        Fallback.value("./logs/stop_command_stderr.log"),
                        "standard error of the stop command"),
                live("logs.hints", ValueType.PATHS, Fallback.value("[]"), "more log files to view"),
                live("resources.max_cpu", ValueType.CPU, Fallback.value("MAX"), "CPU"),
                live(
                        "resources.max_memory",
                        ValueType.SIZE,
                        Fallback.value("MAX"),
                        "memory; beyond it the kernel kills"),
                live("resources.max_swap", ValueType.SIZE, Fallback.value("MAX"), "swap; 0 for none"),
                live(
                        "resources.memory_high",
                        ValueType.SIZE,
                        Fallback.value("MAX"),
                        "memory; beyond it the app is slowed"),
                live("resources.max_pids", ValueType.COUNT, Fallback.value("MAX"), "processes and threads"),
                live("resources.io_weight", ValueType.COUNT, Fallback.value("MAX"), "share of disk time, 1 to 10000"));
    }

    private static List<Key> provisioning() {
        String entry = ProvisioningReader.KEY + "[].";
        return List.of(
                live(
                        ProvisioningReader.KEY,
                        ValueType.ENTRIES,
                        Fallback.value("[]"),
                        "what files have to be like before the app is loaded"),
                live(entry + "path", ValueType.PATH, Fallback.REQUIRED, "a file or directory in the working directory"),
                live(
                        entry + "ownership.owner",
                        ValueType.ACCOUNT,
                        Fallback.words("not changed"),
                        "user that it is given to"),
                live(
                        entry + "ownership.group",
                        ValueType.ACCOUNT,
                        Fallback.words("not changed"),
                        "group that it is given to"),
                live(
                        entry + "ownership.recursive",
                        ValueType.BOOLEAN,
                        Fallback.value("false"),
                        "whether everything below it is given away too"),
                live(entry + "mode", ValueType.OCTAL, Fallback.words("not changed"), "its permissions"),
                live(
                        entry + "add_net_bind_capability",
                        ValueType.BOOLEAN,
                        Fallback.value("false"),
                        "whether the program may bind ports below 1024"));
    }

    private static List<Key> rotation() {
        return List.of(
                live("logs.rotation_mode", ValueType.WORD, Fallback.value("size"), "rotation by size or time"),
                live("logs.rotation_size", ValueType.SIZE, Fallback.value("10m"), "size at which a log is rotated"),
                live("logs.rotation_backups", ValueType.INTEGER, Fallback.value("10"), "rotated files to keep"),
                live("logs.rotation_frequency", ValueType.WORD, Fallback.value("daily"), "how often a log is rotated"),
                live(
                        "logs.rotation_max_age_ms",
                        ValueType.MILLIS,
                        Fallback.value("30d"),
                        "how long rotated files are kept"),
                live(
                        "logs.compression_enabled",
                        ValueType.BOOLEAN,
                        Fallback.value("true"),
                        "whether rotated files are compressed"));
    }

    private static List<Key> notYet() {
        return List.of(
                later("process.instances", "number of copies"),
                later("process.instance_var", "variable with the number of the copy"),
                later("process.ports", "ports of the app"),
                later("process.port_var", "variable with the port"),
                later("resources.restart_above_memory", "restart beyond this memory"),
                later("resources.restart_above_cpu_percent", "restart beyond this CPU use"),
                later("resources.for", "how long that must last"),
                later("health_check", "is the app well"),
                later("readiness", "is the app ready"),
                later("depends_on", "apps to start before"),
                later("group", "name for several apps"),
                later("watch", "restart when files change"),
                later("reload", "replacement without a gap"),
                later("profiles", "overlays"),
                later("start_delay", "pause before the start"),
                later("start_order", "order of starts"));
    }

    private static Map<String, String> replacements() {
        return Map.ofEntries(
                Map.entry("stop_grace_ms", "process.stop_grace_period_ms"),
                Map.entry("process.stop_grace_ms", "process.stop_grace_period_ms"),
                Map.entry("log_stdout", "logs.stdout"),
                Map.entry("log_stderr", "logs.stderr"),
                Map.entry("alt_log_file_hint", "logs.hints"),
                Map.entry("working_directory", "process.working_directory"),
                Map.entry("start_command", "process.start_command"),
                Map.entry("stop_command", "process.stop_command"),
                Map.entry("stop_signal", "process.stop_signal"),
                Map.entry("user", "process.user"),
                Map.entry("environment", "process.environment"),
                Map.entry("enabled", "global.enabled"),
                Map.entry("max_cpu", "resources.max_cpu"),
                Map.entry("max_memory", "resources.max_memory"),
                Map.entry("max_swap", "resources.max_swap"));
    }

    private static Key restart(String path, ValueType type, Fallback fallback, String meaning) {
        return new Key(path, type, fallback, Effect.RESTART, meaning);
    }

    private static Key live(String path, ValueType type, Fallback fallback, String meaning) {
        return new Key(path, type, fallback, Effect.LIVE, meaning);
    }
}
