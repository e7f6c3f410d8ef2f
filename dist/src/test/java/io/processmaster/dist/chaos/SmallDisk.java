package io.processmaster.dist.chaos;

import io.processmaster.dist.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A private file system in memory, small enough to be filled. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final Path path;
    private final Path ballast;
    private final Thread onExit = new Thread(this::unmount, "unmount");
    private boolean mounted = true;

    private SmallDisk(Path path) {
        this.path = path;
        this.ballast = path.resolve(".ballast");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Mounts one; empty where the host does not let us.
     *
     * @param path an empty directory
     */
    static Optional<SmallDisk> mount(Path path, int mebibytes) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new AssertionError("cannot make " + path, e);
        }
        String options = "mode=0700,size=" + mebibytes + "m";
        boolean mounted = Commands.run(
                                path.getParent(),
                                List.of("mount", "-t", "tmpfs", "-o", options, "pm-chaos", path.toString()))
                        .exit()
                == 0;
        return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
    }

    /** Nothing fits on it any more after this. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            int length = BLOCK;
            while (length > 0) {
                try {
                    out.write(block, 0, length);
                } catch (IOException e) {
                    // Full: what is left is less than that much.
                    length /= 2;
                }
            }
        }
    }

    /** There is room again. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    private synchronized void unmount() {
        if (mounted) {
            mounted = false;
            Commands.run(path.getParent(), List.of("umount", "--lazy", path.toString()));
        }
    }

    @Override
    public void close() {
        unmount();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Java is ending already, and the hook finds that nothing is left to do.
        }
    }
}
