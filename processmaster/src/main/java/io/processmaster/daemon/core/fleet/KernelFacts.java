package io.processmaster.daemon.core.fleet;

/**
 * What the kernel says of an app's cgroup when a daemon starts.
 *
 * @param populated whether processes live in it
 * @param mainPid the likeliest main process; 0 when there is none
 * @param mainStartTicks of that process; 0 when there is none
 * @param savedMainAlive whether the main process that was saved is alive and the same one
 */
public record KernelFacts(boolean populated, int mainPid, long mainStartTicks, boolean savedMainAlive) {
    /** Nothing there. */
    public static final KernelFacts EMPTY = new KernelFacts(false, 0, 0, false);
}
