package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.rpc.Method;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user who owns an app's directory cannot make the daemon do while it rotates there as root. */
final class RotationAttackIT {
    private static final Duration ATTACK = Duration.ofSeconds(15);
    private static final long RESPONSIVE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String TALKS = "while :; do echo my words; sleep 0.01; done";

    private DaemonUnderTest daemon;
    private DaemonHome home;
    private Decoy decoy;

    @BeforeEach
    void prepare() throws IOException {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        decoy = Decoy.in(home);
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Finding(3)
    void nothingIsWonByExchangingLogsAndRotatedFilesWhileTheyAreRotated() throws IOException {
        Path directory = home.nobodysDirectory("web");
        define(1);
        daemon.start();
        Process attacker = attack(directory);
        long slowest = 0;
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            long end = System.nanoTime() + ATTACK.toNanos();
            for (int round = 2; System.nanoTime() - end < 0; round++) {
                long began = System.nanoTime();
                // Each new limit has every log looked at, and rotated when there is one.
                define(round % 2 + 1);
                client.ask("update", "{}");
                client.ask(round % 4 == 0 ? "restart" : "start", "{\"names\":[\"web\"]}");
                client.ask("status", "{}");
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            assertThat(attacker.isAlive()).as("the attacker lives").isTrue();
            // Far more events than a reply has by itself: each round is audited.
            assertThat(client.ask("events", "{\"n\":10000}"))
                    .contains("log_rotated")
                    .doesNotContain("internal_error");
        } finally {
            attacker.destroyForcibly();
            Await.until("the attacker is gone", () -> !attacker.isAlive());
        }
        decoy.assertUntouched();
        assertThat(slowest).isLessThan(RESPONSIVE_NANOS);
        assertNothingOfRootIsInside(directory);

        daemon.remote().act(Method.STOP, "web");
        // What the daemon still rotates or compresses may appear in it while it is being removed.
        List<String> remove = List.of("rm", "-rf", directory.resolve("logs").toString());
        Await.until(
                "the logs are removed", () -> Commands.run(home.path(), remove).exit() == 0);
        define(1);
        daemon.pmctl("update").expect(0);
        daemon.pmctl("start", "web").expect(0);
        Await.until("it is rotated again", () -> Files.exists(directory.resolve("logs/stdout.log.1.gz")));
    }

    private void define(int size) {
        home.defineShell(
                "web",
                TALKS,
                "  user: nobody",
                "  stop_grace_period_ms: 500",
                "restart_policy: {policy: never}",
                "logs: {rotation_size: " + size + ", rotation_backups: 3}");
    }

    private Process attack(Path directory) throws IOException {
        String script =
                """
                cd "$1"
                while :; do
                    rm -rf logs; mkdir logs; echo mine >logs/stdout.log; sleep 0.1
                    for n in 1 2 3 1.gz 2.gz; do
                        rm -rf logs/stdout.log.$n; ln -s "$2/stdout.log" logs/stdout.log.$n
                        rm -rf logs/stdout.log.$n; ln "$2/stdout.log" logs/stdout.log.$n
                        rm -rf logs/stdout.log.$n; mkfifo logs/stdout.log.$n
                        rm -rf logs/stdout.log.$n; mkdir logs/stdout.log.$n
                    done
                    for n in rotating compressing; do
                        rm -rf logs/.stdout.log.$n; ln -s "$2/stdout.log" logs/.stdout.log.$n
                        rm -rf logs/.stdout.log.$n; ln "$2/stdout.log" logs/.stdout.log.$n
                        rm -rf logs/.stdout.log.$n; mkfifo logs/.stdout.log.$n
                        rm -rf logs/.stdout.log.$n; mkdir logs/.stdout.log.$n
                        rm -rf logs/.stdout.log.$n
                    done
                    rm -rf logs/stdout.log; ln -s "$2/stdout.log" logs/stdout.log
                    rm -rf logs/stdout.log; ln "$2/stdout.log" logs/stdout.log
                    rm -rf logs/stdout.log; mkfifo logs/stdout.log
                    rm -rf logs/stdout.log; mkdir logs/stdout.log
                    rm -rf logs; ln -s "$2" logs
                    rm -rf logs; mkdir logs; mkdir logs/stdout.log.1; echo mine >logs/stdout.log; sleep 0.1
                    mv logs elsewhere; mkdir logs; rm -rf elsewhere
                done 2>/dev/null
                """;
        return new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + DaemonHome.NOBODY,
                        "--regid=" + DaemonHome.NOBODY,
                        "--clear-groups",
                        "sh",
                        "-c",
                        script,
                        "attacker",
                        directory.toString(),
                        decoy.path().toString())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What is readable there is the app's own: nothing that only root may know was copied. */
    private static void assertNothingOfRootIsInside(Path directory) {
        Outcome found = Commands.run(
                Path.of("/tmp"),
                List.of(
                        "sh",
                        "-c",
                        "find \"$1\" -type f -uid " + DaemonHome.NOBODY
                                + " -exec sh -c 'cat \"$1\"; gzip -dc \"$1\" 2>/dev/null' x {} ';'"
                                // What is compressed is no text.
                                + " | LC_ALL=C tr -cd '\\n -~'",
                        "look",
                        directory.toString()));
        assertThat(found.stdout()).doesNotContain(Decoy.SECRET);
    }
}
