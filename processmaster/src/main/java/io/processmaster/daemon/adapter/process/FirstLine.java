package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.adapter.posix.Descriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The interpreter that the first line of a script asks for, read only if the script's user may read it too.
 *
 * @param interpreter its path, without control characters
 * @param carriageReturn whether the line ends in CR LF, which makes the CR part of the name
 */
record FirstLine(String interpreter, boolean carriageReturn) {
    private static final int KERNEL_READS = 256;

    /** Reads it; empty when the file is no script, or not for these eyes. */
    static Optional<FirstLine> of(Path file, FileAccess access) {
        // First only the place is opened: opening a device or a pipe as root could do harm, and it must not be
        // exchanged between the look and the reading.
        try (Descriptor place = Descriptor.openPlace(file.toString())) {
            Path same = Path.of("/proc/self/fd", Integer.toString(place.fd()));
            if (!Files.isRegularFile(same) || !access.mayRead(same)) {
                return Optional.empty();
            }
            byte[] start = new byte[KERNEL_READS];
            try (Descriptor content = Descriptor.openRead(same.toString())) {
                return parse(new String(start, 0, content.read(start), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes the start of a file apart. */
    static Optional<FirstLine> parse(String start) {
        if (!start.startsWith("#!")) {
            return Optional.empty();
        }
        String line = start.substring(2).split("\n", 2)[0];
        boolean carriageReturn = line.endsWith("\r");
        String word = line.strip().split("[ \t]", 2)[0];
        return word.isEmpty()
                ? Optional.empty()
                : Optional.of(new FirstLine(word.replaceAll("\\p{Cntrl}", "?"), carriageReturn));
    }
}
