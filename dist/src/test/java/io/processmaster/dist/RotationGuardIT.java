package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The process that guards a rotation may die: the daemon does not depend on it. */
final class RotationGuardIT {
    private static final int LOOKS = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WRITES =
            "i=0; while [ ! -e stop ]; do seq $((i*500)) $((i*500+499)); i=$((i+1)); sleep 0.02; done;"
                    + " echo $((i*500)) >total; exec sleep 1000";

    @Test
    void whenTheGuardIsKilledNoLineIsLostAndTheAppGoesOn() throws IOException {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            Path work = daemon.home().directory("web");
            daemon.home()
                    .defineShell(
                            "web",
                            WRITES,
                            "logs: {rotation_size: 1k, rotation_backups: 1000, compression_enabled: false}");
            daemon.start();
            ProcessHandle supervisor = daemon.daemon().toHandle();
            Await.until(
                    "a guard has died",
                    LIMIT,
                    () -> guardOf(supervisor)
                            .filter(ProcessHandle::destroyForcibly)
                            .isPresent(),
                    daemon.home()::output);
            Path log = work.resolve("logs/stdout.log");
            long size = written(log);
            Await.until("the app writes on", () -> written(log) != size);
            Files.createFile(work.resolve("stop"));
            Await.until("the writer has ended", () -> Files.exists(work.resolve("total")));
            long total = Long.parseLong(Files.readString(work.resolve("total")).strip());
            Await.until("no guard is left", () -> supervisor.children().noneMatch(RotationGuardIT::isGuard));
            // Until then what was taken from the log has no name yet.
            Await.until("the rotation is done", () -> daemon.remote().told("log_rotated", ""));

            assertThat(lines(log))
                    .containsExactlyElementsOf(
                            LongStream.range(0, total).mapToObj(Long::toString).toList());
            daemon.remote().stop("web");
        }
    }

    // Looked for without a pause, since it lives for milliseconds.
    private static Optional<ProcessHandle> guardOf(ProcessHandle daemon) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<ProcessHandle> guard =
                    daemon.children().filter(RotationGuardIT::isGuard).findFirst();
            if (guard.isPresent()) {
                return guard;
            }
        }
        return Optional.empty();
    }

    private static boolean isGuard(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains("[ \"$word\" != done ]");
        } catch (IOException e) {
            // Over already.
            return false;
        }
    }

    private static long written(Path log) throws IOException {
        return Files.size(log);
    }

    /** Of all files of a log, the oldest first. */
    private static List<String> lines(Path log) throws IOException {
        List<String> lines = new ArrayList<>();
        int oldest = 0;
        while (Files.exists(log.resolveSibling("stdout.log." + (oldest + 1)))) {
            oldest++;
        }
        for (int number = oldest; number > 0; number--) {
            lines.addAll(Files.readAllLines(log.resolveSibling("stdout.log." + number)));
        }
        lines.addAll(Files.readAllLines(log));
        return lines;
    }
}
