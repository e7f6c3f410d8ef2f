package io.processmaster.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Looks at the daemon every ten seconds, from outside.
 *
 * @param pid of the daemon
 * @param state its state directory
 * @param jcmd the tool that asks Java
 */
record SoakSampler(long pid, Path state, Path jcmd) {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    /** A full collection disturbs what is watched, so there are few; but only they tell a leak from garbage. */
    private static final int COLLECT_EACH = 30;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int KIB = 1024;

    /** Writes each sample when it is taken, so that nothing is lost when the end comes early. */
    List<SoakSample> sample(Duration length, Path csv) throws IOException, InterruptedException {
        List<SoakSample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        long count = length.dividedBy(PERIOD);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write(SoakSample.HEAD + "\n");
            for (int i = 0; i <= count; i++) {
                Duration passed = Duration.ofNanos(System.nanoTime() - begun);
                Pause.last(PERIOD.multipliedBy(i).minus(passed));
                SoakSample sample = look(begun, i % COLLECT_EACH == 0 || i == count);
                samples.add(sample);
                out.write(sample.csv() + "\n");
                out.flush();
            }
        }
        return samples;
    }

    private SoakSample look(long begun, boolean collect) throws IOException, InterruptedException {
        ProcessFigures figures = new ProcessFigures(pid);
        HeapFigures heap = HeapFigures.of(jcmd, pid);
        long resident = figures.residentKib();
        long proportional = figures.proportionalKib();
        OptionalLong live = collect ? OptionalLong.of(HeapFigures.liveKib(jcmd, pid)) : OptionalLong.empty();
        return new SoakSample(
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                resident,
                proportional,
                heap.heapKib(),
                heap.committedKib(),
                live,
                heap.metaspaceKib(),
                figures.threads(),
                figures.descriptors(),
                kib("journal"),
                kib(""),
                figures.accountedNanos() / NANOS_PER_MILLI);
    }

    /** Of the files below the state directory whose names begin so; some are replaced while one looks. */
    private long kib(String prefix) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(state, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                bytes[0] += file.getFileName().toString().startsWith(prefix) ? facts.size() : 0;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0] / KIB;
    }
}
