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
 * A log file of {@link Playground#WEB} that is rotated as the daemon does it: copied under a passing name, truncated, given
 * the name of the newest generation.
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
        Path pending = copy();
        shift(1);
        Files.move(pending, numbered(1), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Rotates to a file of that name. */
    synchronized void rotateTo(String name) throws IOException {
        Files.move(copy(), live.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Compresses a generation. */
    synchronized void compress(Path plain) throws IOException {
        Path zipped = plain.resolveSibling(plain.getFileName() + ".gz");
        Path passing = plain.resolveSibling("passing.gz");
        Files.write(passing, gzip(Files.readAllBytes(plain)));
        Playground.give(passing, Playground.WEB);
        Files.setLastModifiedTime(passing, Files.getLastModifiedTime(plain));
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

    private Path copy() throws IOException {
        Path pending = live.resolveSibling("." + live.getFileName() + ".rotating");
        Files.copy(live, pending, StandardCopyOption.REPLACE_EXISTING);
        Playground.give(pending, Playground.WEB);
        Files.newByteChannel(live, StandardOpenOption.WRITE).truncate(0).close();
        return pending;
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
