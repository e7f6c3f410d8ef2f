package io.processmaster.daemon.core.launch;

/** The step of a launch that can fail, in the order in which they happen. */
public enum LaunchStage {
    /** Looking up user and group. */
    USER("user"),
    /** Resolving {@code @file://} and the like. */
    ENVIRONMENT("environment"),
    /** Creating the cgroup. */
    CGROUP("cgroup"),
    /** Writing its limits. */
    LIMITS("limits"),
    /** Opening the working directory. */
    WORKING_DIRECTORY("working directory"),
    /** Opening the log files. */
    LOGS("logs"),
    /** Starting the trampoline. */
    SPAWN("spawn"),
    /** The trampoline enters the cgroup. */
    ENTER_CGROUP("entering cgroup"),
    /** The trampoline sets umask, rlimits, nice and oom_score_adj. */
    PROCESS_LIMITS("process limits"),
    /** The trampoline changes user and groups. */
    IDENTITY("changing user"),
    /** The trampoline, now as the user, enters the working directory. */
    CHANGE_DIRECTORY("changing directory"),
    /** The program is executed. */
    EXECUTE("start_command[0]");

    private final String words;

    LaunchStage(String words) {
        this.words = words;
    }

    /** How messages name it. */
    public String words() {
        return words;
    }
}
