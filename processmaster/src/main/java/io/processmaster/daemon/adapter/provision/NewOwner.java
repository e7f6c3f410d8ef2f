package io.processmaster.daemon.adapter.provision;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.adapter.posix.HostUsers;
import io.processmaster.daemon.adapter.posix.PinnedFile;
import java.io.IOException;

/**
 * Whom files are given to.
 *
 * @param uid user, or {@link PinnedFile#UNCHANGED}
 * @param gid group, or {@link PinnedFile#UNCHANGED}
 */
record NewOwner(int uid, int gid) {
    /** Looks the names of {@code entry} up. */
    static NewOwner of(ProvisioningEntry entry, HostUsers users) throws IOException {
        int uid = PinnedFile.UNCHANGED;
        int gid = PinnedFile.UNCHANGED;
        try {
            if (entry.owner().isPresent()) {
                uid = users.uid(entry.owner().get());
            }
            if (entry.group().isPresent()) {
                gid = users.gid(entry.group().get());
            }
        } catch (IOException e) {
            throw new PathRefused(entry.path() + ": cannot be given away: " + e.getMessage());
        }
        return new NewOwner(uid, gid);
    }

    /** Whether nobody is named. */
    boolean isNobody() {
        return uid == PinnedFile.UNCHANGED && gid == PinnedFile.UNCHANGED;
    }

    /**
     * What is wrong with giving such a thing away, to be read after its path; empty text when nothing is.
     *
     * <p>The second name of a file may be in a directory of somebody else's, whose file it then is. A device is the key
     * to hardware.
     */
    static String problemWith(FileStatus status) {
        return switch (status.kind()) {
            case DIRECTORY -> "";
            case REGULAR, FIFO, SOCKET ->
                status.links() > 1
                        ? "has " + status.links() + " hard links, so it may be somebody else's file"
                                + " (make it a copy of its own, or remove it)"
                        : "";
            case LINK -> "is a symbolic link";
            case CHARACTER_DEVICE, BLOCK_DEVICE, UNKNOWN ->
                "is " + status.kind().words() + " (remove it)";
        };
    }

    /** Gives it away if it is somebody else's; false when nothing had to be changed. */
    boolean take(FileHandle pinned) throws IOException {
        FileStatus now = FilePosix.status(pinned);
        boolean right =
                (uid == PinnedFile.UNCHANGED || uid == now.uid()) && (gid == PinnedFile.UNCHANGED || gid == now.gid());
        // Not done without need: it would take capabilities and set-id bits away.
        if (!right) {
            PinnedFile.give(pinned, uid, gid);
        }
        return !right;
    }

    /** Whether such a thing is left as it is in a recursive change: a link's owner means nothing to who uses it. */
    static boolean isLeftAlone(FileStatus status) {
        return status.kind() == FileKind.LINK;
    }
}
