package io.processmaster.daemon.core.launch;

import java.util.List;

/**
 * Whom a process of the daemon itself is to the kernel: real, effective and saved ids are the same.
 *
 * @param uid user id
 * @param gid primary group id
 * @param groups supplementary group ids
 */
public record Credentials(int uid, int gid, List<Integer> groups) {
    /** Copies the list. */
    public Credentials {
        groups = List.copyOf(groups);
    }

    /**
     * Whether a process with these is {@code identity} already. Its primary group may be missing among the supplementary
     * ones, for it counts anyway; nothing may be there that it would not have.
     */
    public boolean areThoseOf(Identity identity) {
        return uid == identity.uid()
                && gid == identity.gid()
                && identity.groups().containsAll(groups)
                && identity.groups().stream().allMatch(group -> group == gid || groups.contains(group));
    }
}
