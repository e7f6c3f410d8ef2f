package io.processmaster.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system in memory that is soon full, mounted over a directory of a test until it is closed.
 *
 * @param point where it is mounted
 */
record SmallDisk(Path point) implements AutoCloseable {
    /** Mounts one; skips the test where that is not allowed. */
    static SmallDisk mount(Path point, String size) {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size, "pm-small-disk", point.toString()),
                "cannot mount");
        return new SmallDisk(point);
    }

    /** Makes it larger or smaller. */
    void resize(String size) {
        if (!run("mount", "-o", "remount,size=" + size, point.toString())) {
            throw new AssertionError("cannot resize " + point);
        }
    }

    /** Leaves no room, with a file that can be deleted. */
    Path fill() {
        Path filling = point.resolve("filling");
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filling)) {
            for (long room = Files.getFileStore(point).getTotalSpace(); room > 0; room -= page.length) {
                out.write(page);
            }
        } catch (IOException full) {
            return filling;
        }
        throw new AssertionError(point + " is not full");
    }

    /** Unmounts it, once nobody uses it any more. */
    @Override
    public void close() {
        Await.until("nobody is in the way", () -> run("umount", point.toString()));
    }

    private static boolean run(String... command) {
        return Commands.run(Path.of("/tmp"), List.of(command)).exit() == 0;
    }
}
