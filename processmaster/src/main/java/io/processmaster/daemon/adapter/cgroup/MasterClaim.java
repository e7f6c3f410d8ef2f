package io.processmaster.daemon.adapter.cgroup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to be the one daemon of a master cgroup; ends with the process, however that ends. */
public final class MasterClaim implements AutoCloseable {
    // A file that nothing here opens otherwise: closing any descriptor of a file gives up the locks on it.
    private static final String LOCKED = "cgroup.max.depth";

    private final FileChannel channel;

    private MasterClaim(FileChannel channel) {
        this.channel = channel;
    }

    /** Claims the cgroup in {@code master}; refuses with the pid of the daemon that has it. */
    public static MasterClaim claim(Path master) throws IOException {
        Path file = master.resolve(LOCKED);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new MasterClaim(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("cgroup " + master + " is in use by this very process", e);
        }
        channel.close();
        String by = holder(file).map(pid -> " (pid " + pid + ")").orElse("");
        throw new IOException("cgroup " + master + " is in use by another processmaster" + by);
    }

    private static Optional<String> holder(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
            String[] words = line.trim().split(" +", -1);
            if (words.length > 5 && words[5].endsWith(inode)) {
                return Optional.of(words[4]);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
