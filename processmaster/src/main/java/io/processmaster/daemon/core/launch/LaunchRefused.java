package io.processmaster.daemon.core.launch;

/** A step of a launch failed; nothing of it is left behind by the step that throws this. */
public final class LaunchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LaunchFailure failure;

    /** Carries {@code failure} to whoever conducts the launch. */
    public LaunchRefused(LaunchFailure failure) {
        super(failure.stage().words() + ": " + failure.reason());
        this.failure = failure;
    }

    /** What failed and why. */
    public LaunchFailure failure() {
        return failure;
    }
}
