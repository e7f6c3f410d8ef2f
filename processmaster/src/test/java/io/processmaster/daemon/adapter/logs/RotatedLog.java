package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Playground;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A log file of {@link Playground#WEB} that is rotated as the daemon does it: copied under a passing name, given the name
 * of the newest generation, truncated.
 */
final class RotatedLog {
    private final Path live;

    RotatedLog(Path live) {
        this.live = live;
    }

    Path numbered(int number) {
        return live.resolveSibling(live.getFileName() + "." + number);
    }

    Path zipped(int number) {
        return live.resolveSibling(live.getFileName() + "." + number + ".gz");
    }

    synchronized void append(String text) throws IOException {
        Files.writeString(live, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Rotates by number; writers wait, as if they were frozen. */
    synchronized void rotate() throws IOException {
        shift(1);
        copy(numbered(1));
    }

    /** Rotates to a file of that name. */
    synchronized void rotateTo(String name) throws IOException {
        copy(live.resolveSibling(name));
    }

    /** Compresses a generation. */
    synchronized void compress(Path plain) throws IOException {
        Path zipped = plain.resolveSibling(plain.getFileName() + ".gz");
        Path passing = plain.resolveSibling("passing.gz");
        Files.write(passing, gzip(Files.readAllBytes(plain)));
        Playground.give(passing, Playground.WEB);
        Files.move(passing, zipped, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(plain);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void copy(Path target) throws IOException {
        Path passing = live.resolveSibling("passing");
        Files.copy(live, passing, StandardCopyOption.REPLACE_EXISTING);
        Playground.give(passing, Playground.WEB);
        Files.move(passing, target, StandardCopyOption.ATOMIC_MOVE);
        Files.newByteChannel(live, StandardOpenOption.WRITE).truncate(0).close();
    }

    private void shift(int number) throws IOException {
        boolean plain = Files.exists(numbered(number));
        boolean zipped = Files.exists(zipped(number));
        if (plain || zipped) {
            shift(number + 1);
        }
        if (plain) {
            Files.move(numbered(number), numbered(number + 1));
        }
        if (zipped) {
            Files.move(zipped(number), zipped(number + 1));
        }
    }
}
