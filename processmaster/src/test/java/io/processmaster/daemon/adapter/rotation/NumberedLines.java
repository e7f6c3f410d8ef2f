package io.processmaster.daemon.adapter.rotation;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that appends numbered lines to a file as fast as it can, whole lines in each write, until it is told to stop. */
final class NumberedLines {
    private static final int LINES_PER_WRITE = 40;

    private NumberedLines() {}

    /** How to start it: it writes lines of this name to {@code file}. */
    static String[] command(String name, Path file, long count) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                classes(),
                NumberedLines.class.getName()));
        command.addAll(List.of(name, file.toString(), Long.toString(count)));
        return command.toArray(String[]::new);
    }

    private static String classes() {
        try {
            return Path.of(NumberedLines.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes {@code count} lines and ends. */
    public static void main(String[] arguments) throws IOException {
        long count = Long.parseLong(arguments[2]);
        try (OutputStream out = new FileOutputStream(arguments[1], true)) {
            StringBuilder block = new StringBuilder();
            for (long line = 0; line < count; line++) {
                block.append(arguments[0]).append(' ').append(line).append('\n');
                if (line % LINES_PER_WRITE == LINES_PER_WRITE - 1 || line == count - 1) {
                    out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
                    block.setLength(0);
                    if (Files.exists(stopOf(Path.of(arguments[1])))) {
                        count = line + 1;
                    }
                }
            }
        }
        Files.writeString(Path.of(arguments[1]).resolveSibling("written." + arguments[0]), Long.toString(count));
    }

    private static long number(Path file, String line) {
        try {
            if (line.length() > 2 && line.charAt(1) == ' ') {
                return Long.parseLong(line.substring(2));
            }
        } catch (NumberFormatException torn) {
            throw new AssertionError("torn in " + file + ": " + line, torn);
        }
        throw new AssertionError("torn in " + file + ": " + line);
    }

    /** Tells all writers to {@code file} to end. */
    static void stop(Path file) throws IOException {
        Files.createFile(stopOf(file));
    }

    /** How many lines the writer of that name has written, once it has ended. */
    static long written(Path file, String name) throws IOException {
        return Long.parseLong(Files.readString(file.resolveSibling("written." + name)));
    }

    private static Path stopOf(Path file) {
        return file.resolveSibling("stop");
    }

    /** Fails unless the files, one after the other, have each line of {@code name} once, in order and whole. */
    static long check(List<Path> files, String name, long expected) throws IOException {
        long next = 0;
        for (Path file : files) {
            try (java.io.BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    long number = number(file, line);
                    if (line.startsWith(name)) {
                        if (number != next) {
                            throw new AssertionError(file + ": line " + number + " of " + name + ", expected " + next);
                        }
                        next++;
                    }
                }
            }
        }
        if (next != expected) {
            throw new AssertionError(next + " lines of " + name + ", expected " + expected);
        }
        return next;
    }
}
