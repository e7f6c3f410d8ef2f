package io.processmaster.dist.chaos;

import io.processmaster.dist.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the daemon takes of the host at a quiet moment.
 *
 * @param liveKib objects on the heap after a full collection; 0 where there is no jcmd
 * @param proportionalKib memory, what is shared counted in shares
 * @param threads of the daemon
 * @param descriptors that it has open
 */
record Footprint(long liveKib, long proportionalKib, int threads, int descriptors) {
    private static final int KIB = 1024;
    private static final int COLLECTIONS = 3;
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    // What may come and go: connections, threads that end after 30 s, classes that were needed for the first time.
    private static final int MORE_LIVE_KIB = 6 * KIB;
    private static final int MORE_MEMORY_KIB = 32 * KIB;
    private static final int MORE_THREADS = 20;
    private static final int MORE_DESCRIPTORS = 60;

    static Footprint of(long pid, Path scratch) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return new Footprint(
                    live(pid, scratch), proportional(process), count(process, "task"), count(process, "fd"));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + process, e);
        }
    }

    /** Fails when this is clearly more than it was before. */
    void isNotMoreThan(Footprint before) {
        boolean flat = liveKib <= before.liveKib + MORE_LIVE_KIB
                && proportionalKib <= before.proportionalKib + MORE_MEMORY_KIB
                && threads <= before.threads + MORE_THREADS
                && descriptors <= before.descriptors + MORE_DESCRIPTORS;
        if (!flat) {
            throw new Violation("the daemon has grown from " + before + " to " + this);
        }
    }

    private static long live(long pid, Path scratch) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return 0;
        }
        // A collection is put off while Java compresses something: then garbage is counted too.
        return LongStream.range(0, COLLECTIONS)
                .map(i ->
                        total(Commands.run(scratch, List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"))
                                .expect(0)
                                .stdout()))
                .min()
                .orElseThrow();
    }

    private static long total(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("not understood: " + histogram.substring(0, Math.min(histogram.length(), KIB)));
        }
        return Long.parseLong(total.group(1)) / KIB;
    }

    private static long proportional(Path process) throws IOException {
        return Files.readAllLines(process.resolve("smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int count(Path process, String directory) throws IOException {
        try (Stream<Path> all = Files.list(process.resolve(directory))) {
            return (int) all.count();
        }
    }
}
