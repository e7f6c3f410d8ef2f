package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FileOwner;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.adapter.posix.HostUsers;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Decides whose word a directory is.
 *
 * <p>An owner of root is not enough for a file: in a directory of their own, users can rename into place whatever file
 * of root's lies in another directory of theirs, such as a log with words that they chose. So the administrator's word
 * is only what lies where nobody but root can change any entry on the way.
 */
final class Trust {
    private static final int ROOT = 0;

    private final int self;
    private final ServiceDefaults defaults;
    private final OptionalInt defaultUser;

    /**
     * For one load.
     *
     * @param self who looks; other than root, this user counts as the administrator of what is theirs
     */
    Trust(int self, ServiceDefaults defaults) {
        this.self = self;
        this.defaults = defaults;
        this.defaultUser = number(defaults.user());
    }

    private static OptionalInt number(String user) {
        try {
            return OptionalInt.of(new HostUsers().uid(user));
        } catch (IOException e) {
            // Nobody owns anything as that user; the launch tells that there is none.
            return OptionalInt.empty();
        }
    }

    /** Whose files are read besides root's. */
    Identity reader() {
        return new Identity(self, self, List.of(), FileOwner.name(self), "/", "/bin/sh");
    }

    /** Whether only the administrator can have put anything there. */
    boolean isAdministrators(TrustedDirectory directory) {
        FileStatus status = directory.status();
        boolean own = self != ROOT && (status.uid() == self || status.uid() == ROOT) && !status.writableByOthers();
        return directory.rootOnly() || own;
    }

    /** Refuses a directory in which somebody could make others run what they like. */
    void checkUsers(Path path, TrustedDirectory directory) throws PathRefused {
        FileStatus status = directory.status();
        boolean ofDefaultUser = defaultUser.isPresent() && defaultUser.getAsInt() == status.uid();
        boolean owned = status.uid() != ROOT && ofDefaultUser && !status.writableByOthers();
        // A link may lead through directories whose owners can exchange what it leads to.
        if (owned && !Files.isSymbolicLink(path)) {
            return;
        }
        String who = status.uid() == ROOT && !status.writableByOthers()
                ? "the way to it can be changed by others than root"
                : status.writableByOthers()
                        ? "its group or the world may write to it"
                        : "it belongs to user " + FileOwner.name(status.uid());
        throw new PathRefused(who + ", who could make it run as user " + defaults.user()
                + " whatever they like (give it to root with mode 755, and its user a directory in it)");
    }
}
