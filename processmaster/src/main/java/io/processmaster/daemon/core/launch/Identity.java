package io.processmaster.daemon.core.launch;

import java.util.List;

/**
 * Whom a process runs as, by number, looked up completely before anything is started.
 *
 * @param uid user id
 * @param gid primary group id
 * @param groups supplementary group ids; empty for none
 * @param name for USER and LOGNAME; the number when the account has no entry
 * @param home for HOME; {@code /} when the account has no entry
 * @param shell for SHELL; {@code /bin/sh} when the account has no entry
 */
public record Identity(int uid, int gid, List<Integer> groups, String name, String home, String shell) {
    /** Copies the list. */
    public Identity {
        groups = List.copyOf(groups);
    }
}
