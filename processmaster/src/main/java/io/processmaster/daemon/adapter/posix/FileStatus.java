package io.processmaster.daemon.adapter.posix;

import java.time.Instant;

/**
 * What the kernel says of an open file.
 *
 * @param kind what it is
 * @param mode permission bits with set-id and sticky bits, {@code 07777}
 * @param uid owner
 * @param gid group
 * @param links number of hard links
 * @param size bytes
 * @param device file system that it lives on
 * @param inode its number there; together with {@code device} its identity while it is open
 * @param modified last change of its content
 * @param changed last change of anything of it, its number of links included; only the kernel sets this
 */
public record FileStatus(
        FileKind kind,
        int mode,
        int uid,
        int gid,
        long links,
        long size,
        long device,
        long inode,
        Instant modified,
        Instant changed) {
    private static final int GROUP_OR_WORLD_WRITE = 0022;
    private static final int STICKY = 01000;

    /** Whether both are the same file. */
    public boolean sameFileAs(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    /**
     * Whether only root can replace what root put into this directory: it is root's, and others cannot write to it, or it
     * is sticky, so that they can write but not rename or remove what is not theirs.
     */
    public boolean keepsEntriesOfRoot() {
        return uid == 0 && (!writableByOthers() || (mode & STICKY) != 0);
    }

    /** Whether its group or the world may write to it. */
    public boolean writableByOthers() {
        return (mode & GROUP_OR_WORLD_WRITE) != 0;
    }
}
