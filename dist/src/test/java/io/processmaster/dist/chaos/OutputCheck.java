package io.processmaster.dist.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads all that an app of numbered lines wrote, out of its log and all rotated files.
 *
 * @param logs their directory
 */
record OutputCheck(Path logs) {
    private static final String LOG = "stdout.log";
    private static final String END = " a line of output that is long enough to fill a log soon";

    /**
     * No line is missing, doubled or torn, but for the last one of a run, which may have been cut short with it.
     *
     * @return how many lines there were
     */
    long whole() {
        String run = "";
        long next = 0;
        long count = 0;
        Set<String> over = new HashSet<>();
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ", 3);
            boolean good = words.length == 3 && (" " + words[2]).equals(END);
            if (!good) {
                throw new Violation("a torn line in " + logs + " after " + run + " " + next + ": " + line);
            }
            if (!words[0].equals(run)) {
                if (!over.add(words[0])) {
                    throw new Violation("lines of run " + words[0] + " in two places of " + logs);
                }
                run = words[0];
                next = 0;
            }
            if (Long.parseLong(words[1]) != next) {
                throw new Violation(
                        "line " + next + " of run " + run + " is not in its place in " + logs + ": " + line);
            }
            next++;
            count++;
        }
        return count;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Path file : oldestFirst()) {
            try (InputStream in = Files.newInputStream(file);
                    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
                text.append(new String(plain.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError("cannot read " + file, e);
            }
        }
        return text.toString();
    }

    private List<Path> oldestFirst() {
        try (Stream<Path> all = Files.list(logs)) {
            return all.filter(file -> file.getFileName().toString().matches("stdout\\.log(\\.\\d+(\\.gz)?)?"))
                    .sorted(Comparator.comparingInt(OutputCheck::age).reversed())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + logs, e);
        }
    }

    private static int age(Path file) {
        String rest = file.getFileName().toString().substring(LOG.length()).replace(".gz", "");
        return rest.isEmpty() ? 0 : Integer.parseInt(rest.substring(1));
    }
}
