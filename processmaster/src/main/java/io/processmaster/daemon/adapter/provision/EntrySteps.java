package io.processmaster.daemon.adapter.provision;

import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Pin;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.adapter.posix.HostUsers;
import io.processmaster.daemon.adapter.posix.PinnedFile;
import java.io.IOException;

/** Carries one entry out: ownership, then mode, then capability, all on the one thing that its path led to. */
final class EntrySteps {
    private static final int SET_ID = 06000;
    private static final String CAPABILITY = "security.capability";
    // struct vfs_cap_data of revision 2, little-endian: cap_net_bind_service (10) permitted, and effective at once.
    private static final byte[] NET_BIND = {0x01, 0x00, 0x00, 0x02, 0x00, 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final TrustedDirectory directory;
    private final HostUsers users;

    EntrySteps(TrustedDirectory directory, HostUsers users) {
        this.directory = directory;
        this.users = users;
    }

    /**
     * Does it.
     *
     * @return how many files and directories had another owner before
     * @throws PathRefused with path, reason and way out
     */
    int carryOut(ProvisioningEntry entry) throws IOException {
        NewOwner owner = NewOwner.of(entry, users);
        try (Pin pin = Pin.find(directory, entry.path())) {
            try {
                int given = give(pin, entry, owner);
                if (wantsSetId(entry)) {
                    refuseSetId(pin);
                }
                if (entry.mode().isPresent()) {
                    changeMode(pin, entry.mode().get());
                }
                if (entry.netBindCapability()) {
                    allowLowPorts(pin);
                }
                return given;
            } catch (FileFault fault) {
                throw Pin.explain(pin.path(), fault);
            }
        }
    }

    /**
     * Refuses a set-id bit for a file that somebody else could have chosen; to be asked of all entries before the first is
     * carried out, since one entry could give to root what another then takes for root's.
     *
     * @return how much was changed: nothing
     */
    int checkSetId(ProvisioningEntry entry) throws IOException {
        if (wantsSetId(entry)) {
            try (Pin pin = Pin.find(directory, entry.path())) {
                refuseSetId(pin);
            }
        }
        return 0;
    }

    private static boolean wantsSetId(ProvisioningEntry entry) {
        return entry.mode().filter(mode -> (mode.bits() & SET_ID) != 0).isPresent();
    }

    /** Who else could have chosen the content would get the rights of its owner and group. */
    private static void refuseSetId(Pin pin) throws PathRefused {
        FileStatus found = pin.status();
        boolean rootsWord = pin.rootOnly() && found.uid() == 0 && !found.writableByOthers();
        if (found.kind() == FileKind.REGULAR && !rootsWord) {
            throw refused(
                    pin,
                    "may have been put there or written by somebody other than root, so it gets no set-id bit"
                            + " (keep it, and the directories on the way to it, root's and not writable by others)");
        }
    }

    private static int give(Pin pin, ProvisioningEntry entry, NewOwner owner) throws IOException {
        if (owner.isNobody()) {
            return 0;
        }
        String problem = NewOwner.problemWith(pin.status());
        if (!problem.isEmpty()) {
            throw refused(pin, problem);
        }
        if (entry.recursive() && pin.status().kind() == FileKind.DIRECTORY) {
            return GivingWalk.give(pin, owner);
        }
        return owner.take(pin.handle()) ? 1 : 0;
    }

    private static void changeMode(Pin pin, FileMode mode) throws IOException {
        FileKind kind = pin.status().kind();
        if (kind != FileKind.REGULAR && kind != FileKind.DIRECTORY) {
            throw refused(pin, "is " + kind.words() + "; only regular files and directories get a mode");
        }
        if (kind == FileKind.REGULAR) {
            onlyOneName(pin);
        }
        PinnedFile.changeMode(pin.handle(), mode.bits());
    }

    private static void allowLowPorts(Pin pin) throws IOException {
        if (pin.status().kind() != FileKind.REGULAR) {
            throw refused(pin, "is " + pin.status().kind().words() + "; only a program can have a capability");
        }
        onlyOneName(pin);
        PinnedFile.setAttribute(pin.handle(), CAPABILITY, NET_BIND);
    }

    private static void onlyOneName(Pin pin) throws PathRefused {
        // What it was when it was found: the number of names that it has by now says nothing of whose it is.
        String problem = NewOwner.problemWith(pin.status());
        if (!problem.isEmpty()) {
            throw refused(pin, problem);
        }
    }

    private static PathRefused refused(Pin pin, String problem) {
        return new PathRefused(pin.path() + ": " + problem);
    }
}
