package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the kernel says of one process. */
record ProcessFigures(long pid) {
    private static final long NANOS_PER_TICK = 10_000_000;
    // Fields of /proc/PID/stat after the name in parentheses.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** Processor time of each thread that lives, by its number, to the nanosecond. */
    Map<String, Long> scheduledNanos() throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        for (Path task : children("task")) {
            try {
                String text = Files.readString(task.resolve("schedstat"));
                nanos.put(task.getFileName().toString(), Long.valueOf(text.split(" ", -1)[0]));
            } catch (NoSuchFileException e) {
                // The thread ended while the others were counted.
            }
        }
        return nanos;
    }

    /** What the threads that still live have used since; those that ended are in {@link #accountedNanos} only. */
    long scheduledNanosSince(Map<String, Long> before) throws IOException {
        return scheduledNanos().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Processor time of all threads, ended ones included, in steps of 10 ms. */
    long accountedNanos() throws IOException {
        String line = Files.readString(file("stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * NANOS_PER_TICK;
    }

    int threads() throws IOException {
        return children("task").size();
    }

    int descriptors() throws IOException {
        return children("fd").size();
    }

    /** Resident and proportional memory: {@code 91.5 / 80.1 MiB}. */
    String memory() throws IOException {
        return mebibytes("Rss:") + " / " + mebibytes("Pss:") + " MiB";
    }

    /** Resident memory in KiB. */
    long residentKib() throws IOException {
        return kib("Rss:");
    }

    /** Memory in KiB, of which what is shared counts in shares. */
    long proportionalKib() throws IOException {
        return kib("Pss:");
    }

    private String mebibytes(String field) throws IOException {
        return Long.toString(Math.round(kib(field) / 1024.0));
    }

    private long kib(String field) throws IOException {
        return Files.readString(file("smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(file("smaps_rollup") + ": no line " + field));
    }

    private List<Path> children(String directory) throws IOException {
        try (Stream<Path> all = Files.list(file(directory))) {
            return all.toList();
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
