package io.processmaster.daemon.port;

import java.io.IOException;
import java.util.List;

/** The cgroup that all admin actions share; it belongs to no app, and no app can have its name. */
public interface AdminCgroup {
    /** Makes it unless it exists. */
    void make() throws IOException;

    /** Its directory, by which a process gets in. */
    Handle entrance() throws IOException;

    /** Whether a process lives in it or below it; false when it does not exist. */
    boolean isPopulated() throws IOException;

    /** The processes in it and below it, ascending; empty when it does not exist. */
    List<Integer> pids() throws IOException;

    /** Kills every process in it and below it; returns how many there were before. */
    int kill() throws IOException;

    /** Removes it unless a process is in it. */
    void removeIfEmpty() throws IOException;

    /** Its absolute path, whether or not it exists. */
    String path();
}
