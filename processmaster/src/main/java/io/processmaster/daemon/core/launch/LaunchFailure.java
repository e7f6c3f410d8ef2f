package io.processmaster.daemon.core.launch;

/**
 * Why a launch did not come about.
 *
 * @param stage the step that failed
 * @param reason what is wrong, with names and paths, to be shown as it is
 * @param permanent whether trying again is useless until a person changes something
 */
public record LaunchFailure(LaunchStage stage, String reason, boolean permanent) {
    /** Trying again is useless. */
    public static LaunchFailure permanent(LaunchStage stage, String reason) {
        return new LaunchFailure(stage, reason, true);
    }

    /** Trying again may work. */
    public static LaunchFailure passing(LaunchStage stage, String reason) {
        return new LaunchFailure(stage, reason, false);
    }
}
