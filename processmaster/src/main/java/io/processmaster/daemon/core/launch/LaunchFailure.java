package io.processmaster.daemon.core.launch;

/**
 * Why a launch did not come about.
 *
 * @param stage the step that failed
 * @param reason what is wrong, with names and paths, to be shown as it is
 * @param permanent whether trying again is useless until a person changes something
 * @param oomKilled whether the kernel's OOM killer struck in the cgroup meanwhile
 */
public record LaunchFailure(LaunchStage stage, String reason, boolean permanent, boolean oomKilled) {
    /** One without the OOM killer. */
    public LaunchFailure(LaunchStage stage, String reason, boolean permanent) {
        this(stage, reason, permanent, false);
    }

    /** Trying again is useless. */
    public static LaunchFailure permanent(LaunchStage stage, String reason) {
        return new LaunchFailure(stage, reason, true);
    }

    /** Trying again may work. */
    public static LaunchFailure passing(LaunchStage stage, String reason) {
        return new LaunchFailure(stage, reason, false);
    }

    /** The same for want of memory, as the kernel counted it; trying again may work. */
    public LaunchFailure forWantOfMemory(boolean limited) {
        String whose = limited
                ? "resources.max_memory is too low for the launch itself"
                : "the host or the master cgroup had no memory left";
        return new LaunchFailure(
                stage, "the kernel's OOM killer struck before the program was executed (" + whose + ")", false, true);
    }
}
