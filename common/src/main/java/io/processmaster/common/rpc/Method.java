package io.processmaster.common.rpc;

import java.util.List;
import java.util.Optional;

/** Every method of the protocol: the one list that dispatcher, client and reference agree on. */
@SuppressWarnings("ImmutableEnumChecker") // its lists come from List.of
public enum Method {
    /** The first request of a connection. */
    HELLO(
            "hello",
            Effect.READS,
            "Says which build the client is; must come first.",
            List.of("build_id", "build_time", "build_host", "version", "pid", "started_at_ms"),
            Param.required("build_id", ParamType.TEXT, "the client's build"),
            Param.required("build_time", ParamType.TEXT, "when the client was built"),
            Param.required("build_host", ParamType.TEXT, "where the client was built")),
    /** State of apps. */
    STATUS(
            "status",
            Effect.READS,
            "Tells the state of the named apps, or of all.",
            List.of("apps"),
            Param.optional("names", ParamType.TEXTS, "apps; all when missing or empty"),
            Param.optional("brief", ParamType.FLAG, "leave out where the apps live: ports, paths, provisioning")),
    /** Starts apps. */
    START(
            "start",
            Effect.CHANGES,
            "Starts apps; one that runs already is left alone.",
            List.of("results"),
            Param.required("names", ParamType.TEXTS, "apps, or all"),
            Param.optional("force", ParamType.FLAG, "start disabled apps too"),
            Param.optional("wait", ParamType.FLAG, "answer when services are up and the runs of jobs are over"),
            Param.count("timeout_ms", 1, Bounds.WAIT_MS, "how long to wait at the most; 30000 when missing")),
    /** Stops apps. */
    STOP(
            "stop",
            Effect.CHANGES,
            "Stops apps; answers when their cgroups are empty.",
            List.of("results"),
            Param.required("names", ParamType.TEXTS, "apps, or all")),
    /** Stops and starts apps. */
    RESTART(
            "restart",
            Effect.CHANGES,
            "Ends the run of each app and starts one new run.",
            List.of("results"),
            Param.required("names", ParamType.TEXTS, "apps, or all"),
            Param.optional("force", ParamType.FLAG, "restart disabled apps too")),
    /** Reloads the definitions. */
    UPDATE(
            "update",
            Effect.CHANGES,
            "Reloads all definitions and applies what changed.",
            List.of("changes", "warnings"),
            Param.optional("dry_run", ParamType.FLAG, "only tell what would be done"),
            Param.optional("strict", ParamType.FLAG, "apply nothing when anything is wrong")),
    /** Allows an app to run. */
    ENABLE(
            "enable",
            Effect.CHANGES,
            "Sets global.enabled to true in the app's file and starts the app.",
            List.of("results"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Forbids an app to run. */
    DISABLE(
            "disable",
            Effect.CHANGES,
            "Sets global.enabled to false in the app's file and stops the app.",
            List.of("results"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Reads logs. */
    LOGS(
            "logs",
            Effect.READS,
            "Reads the last lines of log files.",
            List.of("files"),
            Param.optional("name", ParamType.TEXT, "the app; all when missing"),
            Param.count("lines", 0, Bounds.LOG_LINES, "lines of each file; 50 when missing"),
            Param.optional("file", ParamType.TEXT, "one file by its name; all when missing"),
            Param.optional("grep", ParamType.TEXT, "only lines in which this regular expression is found"),
            Param.count("since_ms", 0, Bounds.MOMENT_MS, "only from the first line with this time or a later one on")),
    /** Reads the journal. */
    EVENTS(
            "events",
            Effect.READS,
            "Reads the last events, oldest first.",
            List.of("events"),
            Param.optional("name", ParamType.TEXT, "the app; everything when missing"),
            Param.count("n", 1, Bounds.EVENTS, "events; 200 when missing")),
    /** Reads past runs. */
    HISTORY(
            "history",
            Effect.READS,
            "Reads the last runs of an app, newest first.",
            List.of("runs"),
            Param.required("name", ParamType.TEXT, "the app"),
            Param.count("n", 1, Bounds.RUNS, "runs; 20 when missing")),
    /** Explains an app's state. */
    WHY(
            "why",
            Effect.READS,
            "Explains in plain words why an app is as it is.",
            List.of("application", "phase", "summary", "because", "next", "stderr_tail"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Reads the kernel's figures. */
    PERF(
            "perf",
            Effect.READS,
            "Reads the kernel's figures of an app's cgroup.",
            List.of("application", "cgroup", "figures"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Freezes apps. */
    PAUSE(
            "pause",
            Effect.CHANGES,
            "Freezes all processes of the apps.",
            List.of("results"),
            Param.required("names", ParamType.TEXTS, "apps, or all")),
    /** Thaws apps. */
    RESUME(
            "resume",
            Effect.CHANGES,
            "Lets frozen apps go on.",
            List.of("results"),
            Param.required("names", ParamType.TEXTS, "apps, or all")),
    /** Sends a signal. */
    SIGNAL(
            "signal",
            Effect.CHANGES,
            "Sends a signal to every process of an app.",
            List.of("results"),
            Param.required("name", ParamType.TEXT, "the app"),
            Param.required("signal", ParamType.TEXT, "its name, with or without SIG, or its number")),
    /** Lists admin actions. */
    ADMIN_LIST("admin_list", Effect.READS, "Lists the admin actions of the configuration.", List.of("actions")),
    /** Lists the processes of admin actions. */
    ADMIN_PS("admin_ps", Effect.READS, "Lists the processes of all admin actions.", List.of("pids")),
    /** Runs an admin action. */
    ADMIN_RUN(
            "admin_run",
            Effect.CHANGES,
            "Starts an admin action; answers once its command was executed, and does not wait for its end.",
            List.of("id", "pid"),
            Param.required("id", ParamType.TEXT, "the action")),
    /** Kills admin actions. */
    ADMIN_KILL(
            "admin_kill",
            Effect.CHANGES,
            "Kills the processes of all admin actions; answers when none is left.",
            List.of("killed")),
    /** Tells the daemon's build. */
    SERVER_VERSION(
            "server_version",
            Effect.READS,
            "Tells which daemon answers.",
            List.of("build_id", "build_time", "build_host", "version", "pid", "started_at_ms")),
    /** Tells what an app used. */
    USAGE(
            "usage",
            Effect.READS,
            "Tells what an app used over the last hour.",
            List.of("application", "interval_ms", "columns", "rows"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Tells what an app is defined as. */
    DEFINITION(
            "definition",
            Effect.READS,
            "Tells the definition of an app that is in force, with all defaults and without secrets.",
            List.of("application", "source_file", "outdated", "problems", "yaml"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Tells where an app can be reached. */
    PORTS(
            "ports",
            Effect.READS,
            "Tells which ports the processes of an app listen on.",
            List.of("application", "ports"),
            Param.required("name", ParamType.TEXT, "the app")),
    /** Tells what the host is and does. */
    SYSTEM(
            "system",
            Effect.READS,
            "Tells of the host: its processors, its memory, its load.",
            List.of(
                    "hostname",
                    "kernel",
                    "cpus",
                    "cpu_percent",
                    "memory_total_bytes",
                    "memory_used_bytes",
                    "swap_total_bytes",
                    "swap_used_bytes",
                    "load_average",
                    "uptime_ms",
                    "at_ms")),
    /** Streams log text. */
    LOGS_FOLLOW(
            "logs_follow",
            Effect.STREAMS,
            "Streams log files: the last lines, then what is written.",
            List.of("following"),
            Param.optional("name", ParamType.TEXT, "the app; all when missing"),
            Param.optional("file", ParamType.TEXT, "one file by its name; all when missing"),
            Param.count("lines", 0, Bounds.LOG_LINES, "lines of each file to begin with; 50 when missing")),
    /** Streams events. */
    EVENTS_FOLLOW(
            "events_follow",
            Effect.STREAMS,
            "Streams events: the last ones, then each new one.",
            List.of("following"),
            Param.optional("name", ParamType.TEXT, "the app; everything when missing"),
            Param.count("n", 0, Bounds.EVENTS, "events to begin with; 200 when missing"));

    /** What a method does to the world. */
    public enum Effect {
        /** Nothing. */
        READS,
        /** Something, which is recorded with the actor. */
        CHANGES,
        /** Nothing, but notifications follow its reply. */
        STREAMS
    }

    private final String wireName;
    private final Effect effect;
    private final String meaning;
    private final List<String> results;
    private final List<Param> params;

    Method(String wireName, Effect effect, String meaning, List<String> results, Param... params) {
        this.wireName = wireName;
        this.effect = effect;
        this.meaning = meaning;
        this.results = results;
        this.params = List.of(params);
    }

    /** The method of that name on the wire. */
    public static Optional<Method> named(String wireName) {
        for (Method method : values()) {
            if (method.wireName.equals(wireName)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** Its name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** What it does to the world. */
    public Effect effect() {
        return effect;
    }

    /** One line for the reference. */
    public String meaning() {
        return meaning;
    }

    /** The keys of its result, all of them always present. */
    public List<String> results() {
        return results;
    }

    /** What it takes. */
    public List<Param> params() {
        return params;
    }
}
