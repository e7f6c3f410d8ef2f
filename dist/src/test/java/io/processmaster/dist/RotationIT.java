package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotation of the logs of real apps by a real daemon. */
final class RotationIT {
    // The promise is 10 s; the rest is for a busy machine.
    private static final long WITHIN_MS = 15_000;
    private static final String WRITES_ONCE = "seq 1 60000; exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Observes({"logs.rotation_size", "logs.compression_enabled"})
    void anOversizedLogIsRotatedInTimeAndCompressedWhileTheAppRuns() throws IOException {
        Path logs = home.nobodysDirectory("web").resolve("logs");
        home.defineShell("web", "sleep 1; " + WRITES_ONCE, "  user: nobody", "logs: {rotation_size: 100k}");
        daemon.start();
        Path rotated = logs.resolve("stdout.log.1.gz");
        Await.until("it is rotated and compressed", () -> Files.exists(rotated) && !Files.exists(plain(rotated)));

        assertThat(unzipped(rotated)).isEqualTo(numbers(1, 60_000));
        assertThat(logs.resolve("stdout.log")).isEmptyFile();
        assertThat(Files.getAttribute(rotated, "unix:uid")).isEqualTo(DaemonHome.NOBODY);
        assertThat((Integer) Files.getAttribute(rotated, "unix:mode") & 0777).isEqualTo(0640);
        EventEntry event = event("log_rotated");
        assertThat(event.data()).containsEntry("bytes", "348894").containsKey("pause_us");
        long written = Files.getLastModifiedTime(rotated).toMillis();
        assertThat(event.tsMs() - written).isBetween(0L, WITHIN_MS);
        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("RUNNING");
    }

    @Test
    void aLogThatWasThereBeforeAndTheLogsOfAStopCommandAreRotatedToo() throws IOException {
        Path logs = Files.createDirectory(home.directory("web").resolve("logs"));
        Files.writeString(logs.resolve("stdout.log"), numbers(1, 1000));
        home.defineShell(
                "web",
                "exec sleep 1000",
                "  stop_command: [/bin/sh, -c, 'seq 1 1000; exit 1']",
                "logs: {rotation_size: 1k, compression_enabled: false}");
        daemon.start();
        Await.until("the old log is rotated", () -> Files.exists(logs.resolve("stdout.log.1")));
        assertThat(logs.resolve("stdout.log.1")).hasContent(numbers(1, 1000));

        daemon.pmctl("stop", "web").expect(0);
        Path stopLog = logs.resolve("stop_command_stdout.log.1");
        Await.until("the log of the stop command is rotated", () -> Files.exists(stopLog));
        assertThat(stopLog).hasContent(numbers(1, 1000));
    }

    @Test
    void aPausedAppStaysPausedAndNewLimitsApplyAtOnce() throws IOException {
        Path logs = home.directory("web").resolve("logs");
        home.defineShell("web", WRITES_ONCE, "logs: {rotation_size: 1g}");
        daemon.start();
        Await.until(
                "it has written",
                () -> Files.exists(logs.resolve("stdout.log")) && Files.size(logs.resolve("stdout.log")) == 348_894);
        daemon.pmctl("pause", "web").expect(0);
        long pid = daemon.status("web").integer("main_pid");

        home.defineShell("web", WRITES_ONCE, "logs: {rotation_size: 1k, rotation_backups: 2}");
        daemon.pmctl("update").expect(0);
        Await.until("it is rotated", () -> Files.exists(logs.resolve("stdout.log.1.gz")));

        assertThat(Files.readString(cgroupFile("web", "cgroup.freeze")).strip()).isEqualTo("1");
        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(pid);
        daemon.pmctl("resume", "web").expect(0);
        assertThat(Files.readString(cgroupFile("web", "cgroup.freeze")).strip()).isEqualTo("0");
    }

    @Test
    void noLineIsLostOrDoubledWhenTheDaemonIsKilledDuringRotations() throws Exception {
        int rounds = 12;
        Path work = home.directory("web");
        Path logs = work.resolve("logs");
        home.defineShell(
                "web",
                "i=0; while [ ! -e stop ]; do seq $((i*5000)) $((i*5000+4999)); i=$((i+1)); sleep 0.02; done;"
                        + " echo $((i*5000)) >total; exec sleep 1000",
                "logs: {rotation_size: 1k, rotation_backups: 1000}");
        daemon.start();
        Random random = new Random(11);
        for (int round = 0; round < rounds; round++) {
            Await.until("a rotation is under way", () -> isUnderWay(logs));
            LockSupport.parkNanos(random.nextInt(30_000_000));
            daemon.killHard();
            long before = written(logs);
            Await.until("the app goes on without a daemon", () -> written(logs) != before);
            // A child that was just being started may hold the dead daemon's socket for a moment, and seem to answer.
            Files.deleteIfExists(home.socket());
            daemon.start();
        }
        Files.createFile(work.resolve("stop"));
        Await.until("the writer has ended", () -> Files.exists(work.resolve("total")));
        long total = Long.parseLong(Files.readString(work.resolve("total")).strip());
        // The log is looked at some seconds after the start of a daemon: until it is empty one rotation is still to
        // come.
        Await.until(
                "everything is rotated and compressed",
                () -> written(logs) == 0
                        && names(logs).stream().allMatch(name -> name.endsWith(".gz") || name.endsWith(".log")));

        assertThat(counted(logs)).isEqualTo(total);
        assertThat(names(home.path().resolve("state/rotation"))).isEmpty();
        daemon.remote().stop("web");
    }

    @Test
    @Observes({"logs.rotation_backups", "logs.rotation_size"})
    void onlyAsManyBackupsAsWantedAreKept() throws IOException {
        Path logs = Files.createDirectory(home.directory("web").resolve("logs"));
        for (int number = 1; number <= 4; number++) {
            Files.writeString(logs.resolve("stdout.log." + number), number + "\n");
        }
        home.defineShell(
                "web", WRITES_ONCE, "logs: {rotation_size: 1k, rotation_backups: 2, compression_enabled: false}");
        daemon.start();
        Await.until(
                "there are two",
                () -> !Files.exists(logs.resolve("stdout.log.3"))
                        && written(logs) == 0
                        // Between two names it is not there for a moment, and has no length.
                        && logs.resolve("stdout.log.1").toFile().length() > 1000);
        assertThat(names(logs)).containsExactlyInAnyOrder("stdout.log", "stderr.log", "stdout.log.1", "stdout.log.2");
    }

    @Test
    void aFullDiskLeavesTheLogAsItIsUntilThereIsRoom() throws Exception {
        Path work = home.directory("web");
        try (SmallDisk disk = SmallDisk.mount(work, "512k")) {
            home.defineShell("web", WRITES_ONCE, "logs: {rotation_size: 100k, compression_enabled: false}");
            daemon.start();
            Await.until("the failure is told", () -> daemon.remote().told("rotation_failed", "o space left"));
            Path logs = work.resolve("logs");
            assertThat(logs.resolve("stdout.log")).hasContent(numbers(1, 60_000));
            assertThat(names(logs)).containsExactlyInAnyOrder("stdout.log", "stderr.log");

            disk.resize("8m");
            // A new definition tries again at once.
            home.defineShell("web", WRITES_ONCE, "logs: {rotation_size: 101k, compression_enabled: false}");
            daemon.pmctl("update").expect(0);
            Await.until("it is rotated", () -> Files.exists(logs.resolve("stdout.log.1")));
            assertThat(logs.resolve("stdout.log.1")).hasContent(numbers(1, 60_000));
            Await.until("that is told", () -> daemon.remote().told("rotation_recovered", "rotated again"));
            assertThat(daemon.remote().events().stream().filter(e -> e.event().equals("rotation_failed")))
                    .hasSize(1);
            daemon.remote().stop("web");
            daemon.terminate();
        }
    }

    @Test
    @Observes({"logs.rotation_mode", "logs.rotation_frequency", "logs.rotation_max_age_ms"})
    void byTimeALogIsRotatedAtTheNextMinuteAndOnlyOldFilesOfOurNamesAreDeleted() throws IOException {
        Path logs = Files.createDirectory(home.directory("web").resolve("logs"));
        for (String name :
                List.of("stdout.log.2020-01-01_00-00-00.gz", "stdout.log.7", "stdout.log.old", "stdout.log.07")) {
            Path old = Files.writeString(logs.resolve(name), "old\n");
            Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(1_600_000_000_000L));
        }
        home.defineShell(
                "web",
                WRITES_ONCE,
                "logs: {rotation_mode: time, rotation_frequency: minutely, rotation_max_age_ms: 1d}");
        daemon.start();
        Await.until(
                "it is rotated at the full minute",
                Duration.ofSeconds(100),
                () -> names(logs).stream().anyMatch(name -> name.matches("stdout\\.log\\.2[0-9-]{9}_[0-9-]{8}\\.gz")),
                home::output);
        Await.until("what is too old is deleted", () -> !Files.exists(logs.resolve("stdout.log.7")));
        assertThat(names(logs))
                .contains("stdout.log.old", "stdout.log.07")
                .doesNotContain("stdout.log.2020-01-01_00-00-00.gz");
    }

    private EventEntry event(String name) {
        return daemon.remote().events().stream()
                .filter(entry -> entry.event().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path cgroupFile(String app, String file) {
        return daemon.cgroup().app(app).path().resolve(file);
    }

    private static boolean isUnderWay(Path logs) {
        return Files.exists(logs.resolve(".stdout.log.rotating"));
    }

    private static long written(Path logs) throws IOException {
        return Files.size(logs.resolve("stdout.log"));
    }

    private static Path plain(Path compressed) {
        String name = compressed.getFileName().toString();
        return compressed.resolveSibling(name.substring(0, name.length() - 3));
    }

    private static String numbers(int first, int last) {
        StringBuilder text = new StringBuilder();
        for (int number = first; number <= last; number++) {
            text.append(number).append('\n');
        }
        return text.toString();
    }

    private static String unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static List<String> names(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Reads all files, oldest first, as one text; fails unless it counts from zero without a gap. */
    private static long counted(Path logs) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 1000; number > 0; number--) {
            Path file = logs.resolve("stdout.log." + number + ".gz");
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        files.add(logs.resolve("stdout.log"));
        List<InputStream> streams = new ArrayList<>();
        for (Path file : files) {
            InputStream in = Files.newInputStream(file);
            streams.add(file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in);
        }
        long next = 0;
        try (BufferedReader all = new BufferedReader(new InputStreamReader(
                new java.io.SequenceInputStream(java.util.Collections.enumeration(streams)),
                StandardCharsets.US_ASCII))) {
            for (String line = all.readLine(); line != null; line = all.readLine()) {
                assertThat(line).isEqualTo(Long.toString(next));
                next++;
            }
        }
        return next;
    }
}
