package io.processmaster.daemon.adapter.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.logs.AppLogReader;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.adapter.posix.HostTime;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogReader.Query;
import io.processmaster.daemon.port.LogReader.Source;
import io.processmaster.daemon.port.LogReader.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that is read and followed while it is written and really rotated. */
@Timeout(180)
class FollowedIT {
    private static final long LINES = 1_000_000;
    private static final int ROTATIONS = 10;

    @TempDir
    private Path directory;

    private RotationBench bench;
    private AppLogReader reader;

    @BeforeEach
    void open() throws Exception {
        bench = new RotationBench(directory);
        reader = new AppLogReader(new HostAccounts(), HostTime.open(), ZoneOffset.UTC);
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void aFollowerGetsEachLineOfAFloodOnce() throws Exception {
        DiskRotation rotation = bench.daemon(Steps.NONE);
        Files.createFile(bench.log());
        AtomicLong seen = new AtomicLong();
        List<String> wrong = new ArrayList<>();
        try (LogFollower follower = reader.follow(sources(), 0)) {
            RunId id = bench.flood(LINES);
            CompletableFuture<Void> rotations = CompletableFuture.runAsync(() -> rotate(rotation, id, seen));
            while (seen.get() < LINES && wrong.isEmpty()) {
                follower.await(Duration.ofSeconds(1))
                        .forEach(chunk -> chunk.lines().forEach(line -> {
                            if (!line.equals("a " + seen.getAndIncrement())) {
                                wrong.add(line + " as number " + (seen.get() - 1));
                            }
                        }));
            }
            assertThat(wrong).isEmpty();
            rotations.join();
            bench.awaitEnd(id);
        }
        assertThat(bench.names()).contains("a.log.1");
    }

    @Test
    void theLastLinesNeitherHideNorDoubleOneWhileItIsRotated() throws Exception {
        DiskRotation rotation = bench.daemon(Steps.NONE);
        RunId id = bench.flood(LINES);
        AtomicLong everything = new AtomicLong(Long.MAX_VALUE);
        CompletableFuture<Void> rotations = CompletableFuture.runAsync(() -> rotate(rotation, id, everything));
        int whole = 0;
        while (!rotations.isDone() || whole == 0) {
            for (Tail tail : reader.tail(
                    bench.spec(), new Query(Optional.of("a.log"), 500, Optional.empty(), Optional.empty()))) {
                if (tail.notice().isEmpty() && !tail.lines().isEmpty()) {
                    assertConsecutive(tail.lines());
                    whole++;
                }
            }
        }
        rotations.join();
        bench.awaitEnd(id);
    }

    // The last line may be half written.
    private static void assertConsecutive(List<String> lines) {
        long first = number(lines.get(0));
        for (int i = 0; i < lines.size() - 1; i++) {
            assertThat(lines.get(i)).isEqualTo("a " + (first + i));
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(2));
    }

    /** The next one begins when the follower has seen what the last one took away. */
    private void rotate(DiskRotation rotation, RunId id, AtomicLong seen) {
        try {
            for (int i = 0; i < ROTATIONS; i++) {
                KernelBench.awaitTrue(
                        "more lines",
                        () -> (Files.exists(bench.log()) && Files.size(bench.log()) > 50_000)
                                || !bench.kernel.tree().isPopulated(id.app()));
                if (Files.size(bench.log()) == 0) {
                    return;
                }
                bench.rotateUnderFlood(rotation);
                List<String> taken = Files.readAllLines(bench.directory.resolve("a.log.1"));
                long last = number(taken.get(taken.size() - 1));
                KernelBench.awaitTrue("it is followed", () -> seen.get() > last);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<Source> sources() throws IOException {
        return reader.declared(bench.spec(), Optional.of("a.log")).stream()
                .map(file -> new Source(bench.spec(), file))
                .toList();
    }
}
