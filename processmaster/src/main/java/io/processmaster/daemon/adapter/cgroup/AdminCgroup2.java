package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.port.AdminCgroup;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;

/** The directory {@code admin_actions} below the master cgroup. */
public final class AdminCgroup2 implements AdminCgroup {
    private static final String NAME = "admin_actions";

    private final Cgroup cgroup;

    /** The one below {@code master}, which was prepared. */
    public AdminCgroup2(MasterCgroup master) {
        this.cgroup = new Cgroup(master.path()).child(NAME);
    }

    @Override
    public void make() throws IOException {
        try {
            Files.createDirectory(cgroup.path());
        } catch (FileAlreadyExistsException e) {
            // An action before, or the daemon before, made it.
            return;
        } catch (IOException e) {
            throw new IOException("create " + cgroup + ": " + Cgroup.reason(e), e);
        }
    }

    @Override
    public Handle entrance() throws IOException {
        return Descriptor.openPlace(cgroup.path().toString());
    }

    @Override
    public boolean isPopulated() throws IOException {
        return cgroup.isPopulated();
    }

    @Override
    public List<Integer> pids() throws IOException {
        return List.copyOf(cgroup.pids());
    }

    @Override
    public int kill() throws IOException {
        return Killing.kill(cgroup);
    }

    @Override
    public void removeIfEmpty() throws IOException {
        if (!cgroup.isPopulated()) {
            Removal.remove(cgroup);
        }
    }

    @Override
    public String path() {
        return cgroup.toString();
    }
}
