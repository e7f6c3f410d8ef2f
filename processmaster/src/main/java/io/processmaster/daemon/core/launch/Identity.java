package io.processmaster.daemon.core.launch;

import java.util.List;
import java.util.stream.Collectors;

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
    // The kernel reads it as "leave as it is", which would be root.
    private static final int NO_ID = -1;

    /** Copies the list; refuses the number that is none. */
    public Identity {
        if (uid == NO_ID || gid == NO_ID || groups.contains(NO_ID)) {
            throw new IllegalArgumentException("4294967295 is no user or group id");
        }
        groups = List.copyOf(groups);
    }

    /** The groups as pm-launch and setpriv take them: numbers, separated by commas. */
    String groupsText() {
        return groups.stream().map(Integer::toUnsignedString).collect(Collectors.joining(","));
    }
}
