package io.processmaster.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full, mounted over a directory of a test until it is closed, or Java ends. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final Path point;
    private final Path ballast;
    private final Thread onExit = new Thread(this::unmount, "unmount");
    private boolean mounted = true;

    private SmallDisk(Path point) {
        this.point = point;
        this.ballast = point.resolve(".ballast");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Mounts one; skips the test where that is not allowed. */
    static SmallDisk mount(Path point, String size) {
        Optional<SmallDisk> disk = mountWhereAllowed(point, size);
        Assumptions.assumeTrue(disk.isPresent(), "cannot mount");
        return disk.orElseThrow();
    }

    /**
     * Mounts one; empty where that is not allowed.
     *
     * @param point an empty directory, made when it is missing
     * @param size as the option of tmpfs has it, such as {@code 256k}
     */
    public static Optional<SmallDisk> mountWhereAllowed(Path point, String size) {
        try {
            Files.createDirectories(point);
        } catch (IOException e) {
            throw new AssertionError("cannot make " + point, e);
        }
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size, "pm-small-disk", point.toString());
        return mounted ? Optional.of(new SmallDisk(point)) : Optional.empty();
    }

    /** Makes it larger or smaller. */
    void resize(String size) {
        if (!run("mount", "-o", "remount,size=" + size, point.toString())) {
            throw new AssertionError("cannot resize " + point);
        }
    }

    /** Nothing fits on it any more after this. */
    public void fill() throws IOException {
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
    public void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Also while somebody uses it: from then on nobody finds it. */
    private synchronized void unmount() {
        if (mounted) {
            mounted = false;
            run("umount", "--lazy", point.toString());
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

    private static boolean run(String... command) {
        return Commands.run(Path.of("/tmp"), List.of(command)).exit() == 0;
    }
}
