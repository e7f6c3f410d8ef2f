package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.port.LogReader.Query;
import io.processmaster.daemon.port.LogReader.Tail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last lines of a log whose older lines are in rotated files. */
@Timeout(120)
class HistoryIT {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

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
    void anyWayOfRotatingShowsTheSameLinesAsNone() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            removeLogs();
            String text = text(random);
            rotateAtRandom(text, random);
            List<String> all = text.lines().toList();
            for (int most : new int[] {1, 2, 5, 17, 10_000}) {
                assertThat(tail(most, Optional.empty(), Optional.empty()))
                        .as("seed %s, the last %s", seed, most)
                        .isEqualTo(new Tail(file(), last(all, most), Optional.empty()));
                assertThat(tail(most, Optional.empty(), Optional.of("[13579]$")).lines())
                        .as("seed %s, the last %s that match", seed, most)
                        .isEqualTo(last(
                                all.stream()
                                        .filter(line -> Pattern.compile("[13579]$")
                                                .matcher(line)
                                                .find())
                                        .toList(),
                                most));
                Instant since = BEGIN.plusSeconds(random.nextInt(120));
                assertThat(tail(most, Optional.of(since), Optional.empty()).lines())
                        .as("seed %s, the last %s since %s", seed, most, since)
                        .isEqualTo(last(since(all, since), most));
            }
        }
    }

    @Test
    void filesOfBothModesAreShownAndNoOthers() throws Exception {
        log.append("1\n");
        log.rotateTo("out.log.2026-01-31_10-00-00");
        log.append("2\n");
        log.rotateTo("out.log.2026-01-31_10-00-00-2");
        log.append("3\n");
        log.rotate();
        log.append("4\n");
        for (String other : List.of("out.log.old", "out.log.0", "out.log.1.bak", "out.log.2026-01-31", "out.log.gz")) {
            Playground.write(live.resolveSibling(other), "of somebody else\n", WEB);
        }
        assertThat(tail(10, Optional.empty(), Optional.empty()))
                .isEqualTo(new Tail(file(), List.of("1", "2", "3", "4"), Optional.empty()));
    }

    @Test
    void aGenerationThatIsThereTwiceIsShownOnce() throws Exception {
        log.append("1\n");
        log.rotate();
        Files.write(log.zipped(1), RotatedLog.gzip("1\n".getBytes(StandardCharsets.UTF_8)));
        log.append("2\n");
        assertThat(tail(10, Optional.empty(), Optional.empty()).lines()).containsExactly("1", "2");
    }

    @Test
    void aDamagedOrForgedFileGivesANotice() throws Exception {
        log.append("now\n");
        byte[] good = RotatedLog.gzip("lost\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        byte[] wrong = good.clone();
        wrong[wrong.length - 6] ^= 1;
        List<byte[]> forged = List.of(
                new byte[0],
                new byte[] {0x1f},
                "no gzip at all\n".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(good, good.length - 9),
                Arrays.copyOf(good, 12),
                wrong);
        for (byte[] bytes : forged) {
            Files.write(log.zipped(1), bytes);
            Tail tail = tail(5, Optional.empty(), Optional.empty());
            assertThat(tail.lines()).endsWith("now");
            assertThat(tail.notice()).hasValueSatisfying(text -> assertThat(text)
                    .matches("out\\.log\\.1\\.gz: (is damaged|ends too early), so lines of it are not shown"));
        }
    }

    @Test
    void bombsAreNotInflatedBeyondTheBound() throws Exception {
        log.append("now\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log.zipped(1)))) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 160; i++) {
                out.write(zeros);
            }
        }
        ByteArrayOutputStream empties = new ByteArrayOutputStream();
        byte[] empty = RotatedLog.gzip(new byte[0]);
        for (int i = 0; i < 200_000; i++) {
            empties.write(empty);
        }
        Files.write(log.zipped(2), empties.toByteArray());
        Files.write(log.zipped(3), RotatedLog.gzip("before\n".getBytes(StandardCharsets.UTF_8)));

        Tail tail = tail(5, Optional.empty(), Optional.empty());
        assertThat(tail.lines()).endsWith("now");
        assertThat(tail.notice()).hasValueSatisfying(text -> assertThat(text)
                .contains("out.log.1.gz: is larger than 128 MiB uncompressed"));
        Files.delete(log.zipped(1));
        assertThat(tail(5, Optional.empty(), Optional.empty()))
                .isEqualTo(new Tail(file(), List.of("before", "now"), Optional.empty()));
    }

    @Test
    void whatIsPlantedBesideTheLogIsNotRead() throws Exception {
        log.append("now\n");
        Files.createSymbolicLink(log.numbered(1), ground.decoy().resolve("secret"));
        Files.createLink(log.numbered(2), ground.decoy().resolve("secret"));
        Playground.run("mkfifo", log.numbered(3).toString());
        Files.createDirectory(log.numbered(4));
        Playground.write(log.numbered(5), "of a stranger\n", Playground.STRANGER);
        Playground.write(log.numbered(6), "before\n", WEB);
        Tail tail = tail(10, Optional.empty(), Optional.empty());
        assertThat(tail.lines()).containsExactly("before", "now");
        assertThat(tail.notice()).hasValueSatisfying(text -> assertThat(text)
                .contains("out.log.1: is a symbolic link", "out.log.2: has 2 links", "out.log.3: is a FIFO")
                .contains("out.log.4: is a directory", "out.log.5: is owned by user"));
    }

    @Test
    void aLongPastIsSearchedFromItsEndWithinBounds() throws Exception {
        String padding = " " + "x".repeat(990) + "\n";
        for (int generation = 0; generation < 6; generation++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 25_000; i++) {
                text.append(generation).append('.').append(i).append(padding);
            }
            log.append(text.toString());
            log.rotate();
        }
        log.append("now\n");
        AppLogReader patient = new AppLogReader(process -> WEB, new StandingTime(), ZoneOffset.UTC);
        Tail some = tail(patient, 3, Optional.empty(), Optional.of("^(now|5\\.7 |4\\.1 )"));
        assertThat(some.lines()).as("%s", some.notice()).hasSize(3).endsWith("now");
        Tail none = tail(patient, 3, Optional.empty(), Optional.of("^nothing"));
        assertThat(none.lines()).isEmpty();
        assertThat(none.notice())
                .hasValueSatisfying(text -> assertThat(text).matches("only the newest 1[23]\\d MiB were looked at"));
    }

    @Test
    void rotationsWhileItIsReadNeitherHideNorDoubleALine() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(over));
        try {
            for (int i = 0; i < 150; i++) {
                Tail tail = tail(200, Optional.empty(), Optional.empty());
                List<Integer> numbers =
                        tail.lines().stream().map(Integer::valueOf).toList();
                if (tail.notice().isEmpty() && !numbers.isEmpty()) {
                    int last = numbers.get(numbers.size() - 1);
                    assertThat(numbers)
                            .isEqualTo(IntStream.rangeClosed(Math.max(0, last - 199), last)
                                    .boxed()
                                    .toList());
                }
            }
        } finally {
            over.set(true);
        }
        assertThat(writer.join()).isPositive();
        assertThat(tail(200, Optional.empty(), Optional.empty()).notice()).isEmpty();
    }

    private int write(AtomicBoolean over) {
        try {
            int number = 0;
            while (!over.get()) {
                for (int i = 0; i < 97; i++) {
                    log.append(number++ + "\n");
                }
                log.rotate();
                if (Files.exists(log.numbered(9))) {
                    Files.delete(log.numbered(9));
                }
            }
            return number;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    // Lines with rising times, some without any, some empty, some with letters of more than one byte.
    private static String text(Random random) {
        StringBuilder text = new StringBuilder(BEGIN + " first 1\n");
        Instant time = BEGIN;
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            time = time.plusSeconds(random.nextInt(4));
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "  at line " + i;
                        case 1 -> "";
                        case 2 -> time + " \u00e4\u20ac\ud83d\ude00 " + i;
                        default -> time + " line " + i;
                    });
            text.append('\n');
        }
        return random.nextBoolean() ? text.toString() : text + time.toString() + " unfinished 1";
    }

    /** Writes the text in pieces, rotated and compressed in between; where it is cut, so may be a line. */
    private void rotateAtRandom(String text, Random random) throws IOException {
        boolean timed = random.nextBoolean();
        int from = 0;
        int hour = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(400));
            while (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            log.append(text.substring(from, to));
            from = to;
            if (random.nextInt(4) == 0) {
                continue;
            }
            String name = "out.log.2026-01-31_%02d-00-00".formatted(hour++ % 24);
            if (timed) {
                log.rotateTo(name);
            } else {
                log.rotate();
            }
            Path copy = timed ? live.resolveSibling(name) : log.numbered(1);
            if (random.nextBoolean()) {
                log.compress(copy);
            }
        }
    }

    private static List<String> since(List<String> all, Instant since) {
        for (int i = 0; i < all.size(); i++) {
            Optional<Instant> time = new LeadingTime(ZoneOffset.UTC, BEGIN).of(all.get(i));
            if (time.isPresent() && !time.get().isBefore(since)) {
                return all.subList(i, all.size());
            }
        }
        return List.of();
    }

    private static List<String> last(List<String> lines, int most) {
        return new ArrayList<>(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    private void removeLogs() throws IOException {
        try (var files = Files.list(ground.home())) {
            for (Path file : files.toList()) {
                if (!file.equals(live)) {
                    Files.delete(file);
                }
            }
        }
        Files.writeString(live, "");
    }

    private io.processmaster.daemon.port.LogFiles.LogFile file() {
        return reader.declared(app, Optional.of("out.log")).get(0);
    }

    private Tail tail(int most, Optional<Instant> since, Optional<String> grep) {
        return tail(reader, most, since, grep);
    }

    private Tail tail(AppLogReader asked, int most, Optional<Instant> since, Optional<String> grep) {
        return asked.tail(app, new Query(Optional.of("out.log"), most, since, grep))
                .get(0);
    }
}
