package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogReader.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FollowRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AppLogReader reader = new AppLogReader(process -> WEB, new SystemTime(), ZoneOffset.UTC);
    private Playground ground;
    private AppSpec app;
    private Path live;
    private RotatedLog log;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
        app = ground.app("out.log", "out.log", List.of());
        live = Playground.write(ground.home().resolve("out.log"), "", WEB);
        log = new RotatedLog(live);
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void theEndOfTheOldGenerationIsReadFromItsCopy() throws Exception {
        log.append("1\n2\n");
        try (LogFollower follower = follow(10)) {
            assertThat(collect(follower, 2)).containsExactly("1", "2");
            log.append("3\nhal");
            log.rotate();
            log.append("f\n5\n");
            assertThat(collect(follower, 3)).containsExactly("3", "half", "5");
        }
    }

    @Test
    void aLiveFileThatIsLongerThanItsFormerSelfIsNotTakenForIt() throws Exception {
        log.append("1\n");
        try (LogFollower follower = follow(10)) {
            assertThat(collect(follower, 1)).containsExactly("1");
            log.append("2\n");
            log.rotate();
            log.append("3\n4\n5\n6\n7\n8\n");
            assertThat(collect(follower, 7)).containsExactly("2", "3", "4", "5", "6", "7", "8");
        }
    }

    @Test
    void severalRotationsInARowAreCaughtUpWith() throws Exception {
        log.append("old 1\n");
        log.rotate();
        log.append("old 2\n");
        log.rotate();
        log.append("0\n");
        try (LogFollower follower = follow(1)) {
            assertThat(collect(follower, 1)).containsExactly("0");
            for (int i = 1; i <= 5; i++) {
                log.append(i + "\n");
                log.rotate();
            }
            log.compress(log.numbered(3));
            log.append("6\n");
            assertThat(collect(follower, 6)).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void aCopyThatIsCompressedAlreadyIsInflated() throws Exception {
        log.append("1\n".repeat(100_000) + "here\n");
        try (LogFollower follower = follow(1)) {
            assertThat(collect(follower, 1)).containsExactly("here");
            log.append("2\n".repeat(50_000) + "3\n");
            log.rotate();
            log.compress(log.numbered(1));
            log.append("4\n");
            List<String> seen = collect(follower, 50_002);
            assertThat(seen).hasSize(50_002).startsWith("2").endsWith("3", "4");
        }
    }

    @Test
    void filesRotatedByTimeAreFoundToo() throws Exception {
        log.append("1\n");
        try (LogFollower follower = follow(10)) {
            assertThat(collect(follower, 1)).containsExactly("1");
            log.append("2\n");
            log.rotateTo("out.log.2026-01-31_10-00-00");
            log.append("3\n");
            log.rotateTo("out.log.2026-01-31_10-00-00-2");
            log.append("4\n");
            log.rotateTo("out.log.2026-01-31_10-00-01");
            log.append("5\n");
            assertThat(collect(follower, 4)).containsExactly("2", "3", "4", "5");
        }
    }

    @Test
    void whatNobodyHasAnyMoreIsToldToBeLost() throws Exception {
        log.append("1\n");
        try (LogFollower follower = follow(10)) {
            assertThat(collect(follower, 1)).containsExactly("1");
            log.append("2\n");
            log.rotate();
            Playground.write(log.numbered(1), "something else\n", WEB);
            log.append("3\n");
            assertThat(collect(follower, 2)).containsExactly(Reading.LOST, "3");
        }
    }

    @Test
    void aTruncationByHandHasNothingToCatchUpWith() throws Exception {
        log.append("0\n");
        log.rotate();
        log.append("1\n2\n");
        try (LogFollower follower = follow(2)) {
            assertThat(collect(follower, 2)).containsExactly("1", "2");
            Files.writeString(live, "");
            log.append("3\n");
            assertThat(collect(follower, 1)).containsExactly("3");
            log.append("4\n");
            assertThat(collect(follower, 1)).containsExactly("4");
        }
    }

    @Test
    void lastLinesGoOnIntoRotatedFiles() throws Exception {
        log.append("1\n2\n");
        log.rotate();
        log.compress(log.numbered(1));
        log.append("3\n4\n");
        log.rotate();
        log.append("5\n");
        try (LogFollower follower = follow(4)) {
            assertThat(collect(follower, 4)).containsExactly("2", "3", "4", "5");
            log.append("6\n");
            assertThat(collect(follower, 1)).containsExactly("6");
        }
    }

    @Test
    void aLinkPlantedAsACopyIsNotFollowed() throws Exception {
        log.append("1\n");
        try (LogFollower follower = follow(10)) {
            assertThat(collect(follower, 1)).containsExactly("1");
            Files.createSymbolicLink(log.numbered(1), ground.decoy().resolve("secret"));
            Files.createLink(log.numbered(2), ground.decoy().resolve("secret"));
            Files.writeString(live, "");
            log.append("2\n");
            assertThat(collect(follower, 1)).containsExactly("2");
        }
    }

    @RepeatedTest(5)
    void aFloodThroughManyRotationsLosesAndDoublesNoLine() throws Exception {
        int lines = 200_000;
        try (LogFollower follower = follow(0)) {
            AtomicInteger count = new AtomicInteger();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> flood(lines, count));
            List<String> seen = collect(follower, lines, count);
            writer.join();
            assertThat(gaps(seen, lines)).isEmpty();
        }
    }

    @Test
    void nothingStaysOpen() throws Exception {
        log.append("0\n");
        try (LogFollower follower = follow(0)) {
            long before = descriptors();
            for (int i = 0; i < 20; i++) {
                log.append(i + "\n");
                log.rotate();
                assertThat(collect(follower, 1)).containsExactly(Integer.toString(i));
            }
            assertThat(descriptors()).isLessThanOrEqualTo(before + 2);
        }
    }

    /** Where the lines are not what was written; short, for a list of all of them explains nothing. */
    private static List<String> gaps(List<String> seen, int lines) {
        List<String> gaps = new ArrayList<>();
        int next = 0;
        for (String line : seen) {
            if (!line.equals("line " + next)) {
                gaps.add(line + " instead of line " + next);
            }
            next = line.matches("line \\d+") ? Integer.parseInt(line.substring("line ".length())) + 1 : next;
        }
        if (next != lines) {
            gaps.add("the end instead of line " + next);
        }
        return gaps;
    }

    /** Writes as fast as it can, but not faster than can be followed: at the most three rotations ahead. */
    private void flood(int lines, AtomicInteger seen) {
        try {
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                batch.append("line ").append(i).append('\n');
                if (i % 100 == 99) {
                    log.append(batch.toString());
                    batch.setLength(0);
                }
                if (i % 5000 == 4999) {
                    int least = i - 15_000;
                    await(() -> seen.get() > least);
                    log.rotate();
                    if (Files.exists(log.numbered(4))) {
                        log.compress(log.numbered(4));
                    }
                }
            }
            log.append(batch.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private LogFollower follow(int lines) throws IOException {
        return reader.follow(
                reader.declared(app, Optional.of("out.log")).stream()
                        .map(file -> new Source(app, file))
                        .toList(),
                lines);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<String> collect(LogFollower follower, int count) throws IOException {
        return collect(follower, count, new AtomicInteger());
    }

    private static List<String> collect(LogFollower follower, int count, AtomicInteger soFar) throws IOException {
        List<String> seen = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < count && System.nanoTime() - end < 0) {
            follower.await(Duration.ofSeconds(1)).forEach(chunk -> seen.addAll(chunk.lines()));
            soFar.set(seen.size());
        }
        return seen;
    }

    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
