package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.daemon.adapter.posix.FileAttributes;
import io.processmaster.daemon.adapter.posix.FileFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on a cgroup itself whose it is, where a full disk or a lost state cannot take it away.
 *
 * <p>It is an extended attribute of the namespace {@code trusted}, which only CAP_SYS_ADMIN of the host may write or see:
 * neither an app of an ordinary user nor root of a user namespace can mark a cgroup, also not one that was given to it.
 */
final class OwnerMark {
    /** The attribute; its value is the path of the state directory. */
    static final String NAME = "trusted.processmaster.state_directory";

    private static final Logger LOG = LoggerFactory.getLogger(OwnerMark.class);

    private final byte[] owner;
    private final AtomicBoolean told = new AtomicBoolean();

    /** The mark of the daemons with that state directory, links resolved. */
    OwnerMark(Path stateDirectory) {
        this.owner = stateDirectory.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Marks a cgroup that was just made. Where that is not possible, the state on the disk alone tells whose it is. */
    void put(Cgroup cgroup) {
        try {
            FileAttributes.put(cgroup.toString(), NAME, owner);
        } catch (FileFault e) {
            if (!told.getAndSet(true)) {
                LOG.warn(
                        "cgroups cannot be marked: {} (an app that is launched while the state cannot be saved is not"
                                + " known to the next daemon)",
                        e.getMessage());
            }
        }
    }

    /** Whether it is there, and is the same one. */
    boolean isOn(Cgroup cgroup) throws FileFault {
        return FileAttributes.find(cgroup.toString(), NAME)
                .filter(value -> Arrays.equals(value, owner))
                .isPresent();
    }
}
