package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.adapter.disk.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number on the disk, in {@code journal.seq} and once more in {@code journal.seq.copy}: damage of one file costs nothing.
 *
 * <p>The greater of the two is the safe one: a clean end writes a smaller number, which one of them may have missed.
 */
final class Promise {
    private static final int MAX_FILE_BYTES = 32;

    private final List<Path> files;

    Promise(Path directory) {
        this.files = List.of(directory.resolve("journal.seq"), directory.resolve("journal.seq.copy"));
    }

    /** What was written last; 0 when neither file can be read. */
    long read() {
        return files.stream().mapToLong(Promise::read).max().orElse(0);
    }

    /**
     * Writes it; at least one of the files has it on the disk once this returns.
     *
     * @throws IOException naming the first file, when neither could be written
     */
    void write(long value) throws IOException {
        byte[] text = (value + "\n").getBytes(StandardCharsets.US_ASCII);
        Map<Path, IOException> refused = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                write(file, text);
            } catch (IOException e) {
                refused.put(file, e);
            }
        }
        if (refused.size() == files.size()) {
            throw refused.get(files.get(0));
        }
        // An older promise must not be all that is left when the newer one is lost.
        for (Path file : refused.keySet()) {
            Files.deleteIfExists(file);
        }
    }

    /** A full disk has no room for a new file, but most have it for other bytes in the place of those of an old one. */
    private static void write(Path file, byte[] text) throws IOException {
        try {
            DurableFile.replace(file, text);
        } catch (IOException e) {
            try {
                overwrite(file, text);
            } catch (IOException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    // A crash in between leaves what no number looks like, and the other file.
    private static void overwrite(Path file, byte[] text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.truncate(text.length);
            channel.force(true);
        }
    }

    private static long read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_FILE_BYTES) {
                return 0;
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            long value = text.matches("[0-9]{1,16}") ? Long.parseLong(text) : 0;
            return value <= EntryLine.MAX_SEQ ? value : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
