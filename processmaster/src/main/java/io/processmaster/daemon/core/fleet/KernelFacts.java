package io.processmaster.daemon.core.fleet;

/**
 * What the kernel says of an app's cgroup when a daemon starts.
 *
 * @param present whether there is one; a launch makes it, and it is removed when the end of the run has been seen
 * @param populated whether processes live in it
 * @param mainPid the likeliest main process; 0 when there is none
 * @param mainStartTicks of that process; 0 when there is none
 * @param savedMainAlive whether the main process that was saved is alive and the same one
 */
public record KernelFacts(
        boolean present, boolean populated, int mainPid, long mainStartTicks, boolean savedMainAlive) {
    /** No cgroup. */
    public static final KernelFacts ABSENT = new KernelFacts(false, false, 0, 0, false);

    /** A cgroup in which nobody is left, or nobody ever was. */
    public static final KernelFacts EMPTY = new KernelFacts(true, false, 0, 0, false);
}
