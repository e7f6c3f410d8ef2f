package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.usage.Counters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cgroups of the apps below the master cgroup; every call may block for milliseconds and may be made by any thread. */
public interface CgroupTree {
    /**
     * Makes the app's cgroup anew, so that its counters start at zero, and writes every limit.
     *
     * @throws LaunchRefused at stage CGROUP when an old one still has processes, at LIMITS when a controller is missing
     */
    void create(AppName app, ResourceSpec limits) throws LaunchRefused;

    /** Writes every limit of a cgroup, {@code max} included; does nothing when it does not exist. */
    void apply(AppName app, ResourceSpec limits) throws IOException;

    /** Its directory, by which a process gets in; that fails once the cgroup is removed, also when it was made anew. */
    Handle entrance(AppName app) throws IOException;

    /** Whether a process lives in it or below it; false when it does not exist. An error is never taken for empty. */
    boolean isPopulated(AppName app) throws IOException;

    /** The processes in it and below it, ascending; empty when it does not exist. */
    List<Integer> pids(AppName app) throws IOException;

    /** Sends the signal to each process after checking that it is still a member; returns how many got it. */
    int signal(AppName app, Signal signal) throws IOException;

    /** Writes {@code cgroup.kill}; returns how many processes were there before. */
    int kill(AppName app) throws IOException;

    /** Freezes or thaws; returns at once, freezing takes effect within milliseconds. */
    void freeze(AppName app, boolean frozen) throws IOException;

    /** Whether somebody asked for it to be frozen, which may not have taken effect yet; false when it does not exist. */
    boolean isFreezeWanted(AppName app) throws IOException;

    /** Waits until every process of a cgroup that {@link #freeze} was asked for stands still; false after {@code limit}. */
    boolean awaitFrozen(AppName app, Duration limit) throws IOException;

    /** A descriptor on {@code cgroup.freeze}: whoever writes {@code 0} to it thaws. */
    Handle freezer(AppName app) throws IOException;

    /** How often the kernel's OOM killer struck in it; 0 without the memory controller. */
    long oomKills(AppName app) throws IOException;

    /** What it uses now; cheap enough to be asked of every app. */
    CgroupUsage usage(AppName app) throws IOException;

    /**
     * What the kernel has counted since it was made; {@link Counters#NONE} when it does not exist.
     *
     * <p>Some dozens of microseconds, so that it can be asked of every app again and again; nothing is kept open.
     */
    Counters counters(AppName app) throws IOException;

    /**
     * All that the kernel accounts, as text by the names of its files ({@code cpu.stat}, {@code memory.events},
     * {@code io.stat}, {@code cpu.pressure}, …), always in the same order; those that it does not have are left out.
     */
    Map<String, String> figures(AppName app) throws IOException;

    /** Removes it and everything below it; it must be empty; does nothing when it does not exist. */
    void remove(AppName app) throws IOException;

    /** The apps that have a cgroup now, whoever made it. */
    Set<AppName> existing() throws IOException;

    /**
     * Whether a daemon of this state directory made its cgroup, whatever the state says; false when it does not exist.
     *
     * <p>True only if that is certain: no app can bring it about for a cgroup that is not its own.
     */
    boolean isOurs(AppName app) throws IOException;

    /** The absolute path of the app's cgroup, whether or not it exists. */
    String path(AppName app);
}
