package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.adapter.posix.WakeUp;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogFollower.Chunk;
import io.processmaster.daemon.port.LogReader.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AppLogReader reader = new AppLogReader(process -> WEB, new SystemTime(), ZoneOffset.UTC);
    private Playground ground;
    private Path logs;
    private Path stdout;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
        logs = ground.home().resolve("logs");
        stdout = logs.resolve("stdout.log");
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void theLastLinesComeFirstThenWhatIsAppended() throws Exception {
        makeLogs();
        append("1\n2\n3\nhal");
        try (LogFollower follower = follow(3)) {
            expect(follower, "2", "3");
            append("f\n5\n");
            expect(follower, "half", "5");
        }
    }

    @Test
    void theLastLinesOfManyLargeFilesDoNotFillTheMemory() throws Exception {
        List<String> hints = List.of("h0.log", "h1.log", "h2.log", "h3.log", "h4.log");
        AppSpec app = ground.app("out.log", "err.log", hints);
        String large = ("x".repeat(999) + "\n").repeat(InotifyFollower.MAX_FIRST_CHARACTERS / 1000);
        for (String hint : hints) {
            Playground.write(ground.home().resolve(hint), large, WEB);
        }
        long characters = 0;
        try (LogFollower follower = follow(app, FileTail.MAX_LINES)) {
            for (LogFollower.Chunk chunk : follower.await(Duration.ZERO)) {
                characters += chunk.lines().stream().mapToLong(String::length).sum();
            }
            assertThat(characters).isBetween(1L, 2L * InotifyFollower.MAX_FIRST_CHARACTERS);
            Files.writeString(ground.home().resolve("h4.log"), "new\n", StandardOpenOption.APPEND);
            expect(follower, "new");
        }
    }

    @Test
    void aLineThatStaysUnfinishedIsShownAfterAWhile() throws Exception {
        makeLogs();
        append("password: ");
        try (LogFollower follower = follow(0)) {
            expect(follower, "password: ");
        }
    }

    @Test
    void truncationStartsAnew() throws Exception {
        makeLogs();
        append("old one\nold two\n");
        try (LogFollower follower = follow(0)) {
            append("old three\n");
            expect(follower, "old three");
            Files.writeString(stdout, "");
            append("new\n");
            expect(follower, "new");
        }
    }

    @Test
    void aRemovedAndRecreatedFileIsFollowed() throws Exception {
        makeLogs();
        append("old\n");
        try (LogFollower follower = follow(0)) {
            Files.delete(stdout);
            append("new 1\n");
            expect(follower, "new 1");
            Files.delete(stdout);
            assertThat(follower.await(Duration.ZERO)).isEmpty();
            append("new 2\n");
            expect(follower, "new 2");
        }
    }

    @Test
    void aRenamedFileIsReadToItsEndBeforeItsSuccessor() throws Exception {
        makeLogs();
        append("0\n");
        try (LogFollower follower = follow(0)) {
            for (int round = 0; round < 20; round++) {
                append(round + " before\n");
                Path old = logs.resolve("stdout.log." + round);
                Files.move(stdout, old);
                Files.writeString(old, round + " after\n", StandardOpenOption.APPEND);
                append(round + " new\n");
                Files.writeString(old, round + " late\n", StandardOpenOption.APPEND);
                expectAnyOrder(follower, round + " before", round + " after", round + " new", round + " late");
            }
        }
    }

    @Test
    void filesAndDirectoriesThatAppearLaterAreFollowed() throws Exception {
        AppSpec app = ground.app("a/b/out.log", "err.log", List.of());
        Path file = ground.home().resolve("a/b/out.log");
        try (LogFollower follower = follow(app, 10)) {
            assertThat(follower.await(Duration.ZERO)).isEmpty();
            Files.createDirectories(file.getParent());
            Playground.write(file, "1\n", WEB);
            expect(follower, "1");
            Files.move(ground.home().resolve("a"), ground.home().resolve("old"));
            Files.createDirectories(file.getParent());
            Playground.write(file, "2\n", WEB);
            expect(follower, "2");
        }
    }

    @Test
    void aLinkThatTakesTheNameIsNotFollowed() throws Exception {
        makeLogs();
        append("1\n");
        try (LogFollower follower = follow(0)) {
            Path link =
                    Files.createSymbolicLink(logs.resolve("new"), ground.decoy().resolve("secret"));
            Files.move(link, stdout, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(ground.decoy().resolve("secret"), "more of root\n", StandardOpenOption.APPEND);
            assertThat(follower.await(Duration.ofMillis(300))).isEmpty();
            Files.delete(stdout);
            append("2\n");
            expect(follower, "2");
        }
    }

    @Test
    void hintsMayBeLinksBelowTheWorkingDirectoryOnly() throws Exception {
        Path release = Files.createDirectory(ground.home().resolve("release"));
        Playground.write(release.resolve("app.log"), "1\n", WEB);
        Files.createSymbolicLink(ground.home().resolve("good.log"), Path.of("release/app.log"));
        Files.createSymbolicLink(ground.home().resolve("bad.log"), Path.of("../decoy/secret"));
        AppSpec app = ground.app("out.log", "err.log", List.of("good.log", "bad.log"));
        assertThat(new AppLogFiles(process -> WEB).list(app))
                .extracting(file -> file.declared())
                .containsExactly("good.log");
        try (LogFollower follower = follow(app, 10)) {
            expect(follower, "1");
            Files.writeString(release.resolve("app.log"), "2\n", StandardOpenOption.APPEND);
            expect(follower, "2");
        }
    }

    @Test
    void aFloodOfAHundredMegabytesLosesNoLine() throws Exception {
        makeLogs();
        append("");
        int lines = 1_000_000;
        String padding = " " + "x".repeat(92);
        try (LogFollower follower = follow(0)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> flood(lines, padding));
            int next = 0;
            long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            while (next < lines && System.nanoTime() < end) {
                for (Chunk chunk : follower.await(Duration.ofSeconds(1))) {
                    for (String line : chunk.lines()) {
                        assertThat(line).isEqualTo(next + padding);
                        next++;
                    }
                }
            }
            writer.join();
            assertThat(next).isEqualTo(lines);
        }
    }

    @Test
    void aWaitEndsAtOnceWhenWokenOrWhenTheClientHangsUp() throws Exception {
        makeLogs();
        try (LogFollower follower = follow(0);
                WakeUp client = new WakeUp()) {
            CompletableFuture<Void> waker = CompletableFuture.runAsync(follower::wake);
            assertThat(follower.await(Duration.ofSeconds(50))).isEmpty();
            waker.join();
            client.ring();
            assertThat(follower.await(Duration.ofSeconds(50), client.fd())).isEmpty();
        }
        LogFollower closed = follow(0);
        closed.close();
        closed.wake();
    }

    @Test
    void nothingStaysOpen() throws Exception {
        makeLogs();
        append("1\n");
        follow(1).close();
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            try (LogFollower follower = follow(1)) {
                Files.move(stdout, logs.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
                append("2\n");
                expectAnyOrder(follower, i == 0 ? "1" : "2", "2");
            }
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 2);
    }

    private void makeLogs() throws IOException {
        Playground.give(Files.createDirectory(logs), WEB);
    }

    private void append(String text) throws IOException {
        Files.writeString(stdout, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void flood(int lines, String padding) {
        try (OutputStream out = Files.newOutputStream(stdout, StandardOpenOption.APPEND)) {
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                batch.append(i).append(padding).append('\n');
                if (batch.length() > 30_000) {
                    out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
                    batch.setLength(0);
                }
            }
            out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private LogFollower follow(int lines) throws IOException {
        return follow(ground.app(), lines);
    }

    private LogFollower follow(AppSpec app, int lines) throws IOException {
        return reader.follow(
                reader.declared(app, Optional.empty()).stream()
                        .map(file -> new Source(app, file))
                        .toList(),
                lines);
    }

    private static void expect(LogFollower follower, String... lines) throws IOException {
        assertThat(collect(follower, lines.length)).containsExactly(lines);
    }

    private static void expectAnyOrder(LogFollower follower, String... lines) throws IOException {
        assertThat(collect(follower, lines.length)).containsExactlyInAnyOrder(lines);
    }

    private static List<String> collect(LogFollower follower, int count) throws IOException {
        List<String> seen = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < count && System.nanoTime() < end) {
            follower.await(Duration.ofSeconds(1)).forEach(chunk -> seen.addAll(chunk.lines()));
        }
        return seen;
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
