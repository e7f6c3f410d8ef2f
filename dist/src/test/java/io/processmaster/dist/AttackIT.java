package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user who owns an app's working directory cannot make the daemon, which is root, do. */
final class AttackIT {
    private static final int ROUNDS = 60;
    // The attacker decides which starts can work; both kinds are wanted.
    private static final int MOST_ROUNDS = 1000;
    private static final String SLEEP = "exec sleep 1000";
    private static final String AS_NOBODY = "  user: nobody";
    private static final String NO_RESTART = "restart_policy: {policy: never}";

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
    void aLinkInPlaceOfTheLogDirectoryIsRefusedAndNotFollowed() throws IOException {
        Path directory = home.nobodysDirectory("web");
        link(directory.resolve("logs"), decoy.path());
        home.defineShell("web", SLEEP, AS_NOBODY);
        daemon.start();

        assertRefused("logs: is a symbolic link");
    }

    @Test
    @Finding(3)
    void aLogThatIsALinkOrHasASecondNameOrIsAPipeIsRefused() throws IOException {
        Path logs = home.nobodysDirectory("web").resolve("logs");
        Files.createDirectory(logs);
        DaemonHome.giveToNobody(logs);
        Path stdout = logs.resolve("stdout.log");
        home.defineShell("web", SLEEP, AS_NOBODY);

        link(stdout, decoy.file("stdout.log"));
        daemon.start();
        assertRefused("stdout.log: is a symbolic link");

        Files.delete(stdout);
        Files.createLink(stdout, decoy.file("stdout.log"));
        assertRefused("stdout.log: has 2 links");

        Files.delete(stdout);
        Commands.run(home.path(), List.of("mkfifo", stdout.toString())).expect(0);
        DaemonHome.giveToNobody(stdout);
        assertRefused("not a regular file");
    }

    @Test
    @Finding(3)
    void nothingIsWonByExchangingTheLogsWhileTheDaemonWorks() throws IOException {
        Path directory = home.nobodysDirectory("web");
        home.defineShell("web", "echo my words; " + SLEEP, AS_NOBODY, NO_RESTART);
        daemon.start();
        Process attacker = asNobody(
                """
                cd "$1"
                while :; do
                    rm -rf logs; ln -s "$2" logs
                    rm -f logs; mkdir logs; ln -s "$2/stdout.log" logs/stdout.log
                    rm -rf logs; mkdir logs; mkfifo logs/stdout.log
                    rm -rf logs; mkdir logs; touch logs/stdout.log; ln logs/stdout.log logs/other
                    rm -rf logs
                done 2>/dev/null
                """,
                directory,
                decoy.path());
        StringBuilder shown = new StringBuilder();
        int started = 0;
        int refused = 0;
        boolean lived;
        try (RawConnection client = RawConnection.coBuilt(home.socket());
                Following following = Following.start(daemon, "logs", "web", "-f")) {
            for (int round = 0; round < ROUNDS || (Math.min(started, refused) == 0 && round < MOST_ROUNDS); round++) {
                boolean ok = client.ask("start", "{\"names\":[\"web\"]}").contains("\"ok\":true");
                started += ok ? 1 : 0;
                refused += ok ? 0 : 1;
                shown.append(client.ask("logs", "{\"name\":\"web\"}"));
                client.ask("stop", "{\"names\":[\"web\"]}");
            }
            shown.append(following.output());
            lived = attacker.isAlive();
        } finally {
            attacker.destroyForcibly();
            Await.until("the attacker is gone", () -> !attacker.isAlive());
        }

        decoy.assertUntouched();
        assertThat(shown.toString()).doesNotContain(Decoy.SECRET);
        assertThat(Math.min(started, refused))
                .as("starts that worked: %d, that were refused: %d, the attacker lives: %s", started, refused, lived)
                .isPositive();
        Commands.run(home.path(), List.of("rm", "-rf", directory.resolve("logs").toString()))
                .expect(0);
        daemon.pmctl("start", "web").expect(0);
    }

    @Test
    void aLinkInPlaceOfALogOfTheStopCommandIsNotFollowedAndTheAppStopsAllTheSame() throws IOException {
        Path directory = home.nobodysDirectory("web");
        home.defineShell(
                "web",
                SLEEP,
                AS_NOBODY,
                "  stop_command: [/bin/sh, -c, 'echo stopping']",
                "logs: {stop_command_stdout: ./stop.log, stop_command_stderr: ./stop.log}");
        link(directory.resolve("stop.log"), decoy.file("stdout.log"));
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");

        daemon.pmctl("stop", "web").expect(0);

        assertThat(daemon.cgroup().app("web").pids()).isEmpty();
        assertThat(daemon.pmctl("events", "web").expect(0).stdout()).contains("stop.log: is a symbolic link");
        decoy.assertUntouched();
    }

    @Test
    @Finding(21)
    void aSecretOfRootIsNotReadThroughALinkIntoTheEnvironment() throws IOException {
        Path directory = home.nobodysDirectory("web");
        home.defineShell(
                "web",
                "env >seen.txt; " + SLEEP,
                AS_NOBODY,
                "  environment:",
                "    - {name: TOKEN, value: '@file://token'}");
        Path token = directory.resolve("token");
        link(token, decoy.file("token"));
        daemon.start();
        assertRefused("token: is a symbolic link");

        Files.delete(token);
        Files.createLink(token, decoy.file("token"));
        assertRefused("token: has 2 links");

        Files.delete(token);
        Files.move(decoy.file("token"), token);
        Files.writeString(decoy.file("token"), Decoy.SECRET + "\n");
        assertThat(daemon.pmctl("start", "web").expect(1).stderr()).contains("user nobody may not read it");
        assertThat(directory.resolve("seen.txt")).doesNotExist();
    }

    @Test
    void variablesOfTheAppReachNothingThatRunsAsRoot() throws IOException {
        // The loader of every process that these variables reach writes a file with the owner of that process; what
        // holds for them holds for LD_PRELOAD, which would be code.
        Path directory = home.nobodysDirectory("web");
        home.defineShell(
                "web",
                SLEEP,
                AS_NOBODY,
                "  stop_command: [/bin/true]",
                "  stop_grace_period_ms: 300",
                "  environment:",
                "    - {name: LD_DEBUG, value: libs}",
                "    - {name: LD_DEBUG_OUTPUT, value: '" + directory.resolve("loaded") + "'}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long pid = daemon.status("web").integer("main_pid");
        Await.until("the app was loaded", () -> Files.exists(directory.resolve("loaded." + pid)));
        daemon.pmctl("stop", "web").expect(0);

        try (var files = Files.list(directory)) {
            List<Path> loaded = files.filter(
                            file -> file.getFileName().toString().startsWith("loaded"))
                    .toList();
            assertThat(loaded).hasSizeGreaterThan(1);
            for (Path file : loaded) {
                assertThat(Files.getAttribute(file, "unix:uid"))
                        .as(file.toString())
                        .isEqualTo(DaemonHome.NOBODY);
            }
        }
    }

    private void assertRefused(String reason) {
        Outcome start = daemon.pmctl("start", "web").expect(1);
        assertThat(start.stderr() + start.stdout()).contains(reason);
        assertThat(daemon.status("web").text("phase")).isEqualTo("FAILED");
        assertThat(daemon.pmctl("events", "web").expect(0).stdout()).contains(reason);
        assertThat(daemon.pmctl("why", "web").expect(0).stdout()).contains(reason);
        Outcome logs = daemon.pmctl("logs", "web");
        assertThat(logs.stdout() + logs.stderr()).doesNotContain(Decoy.SECRET);
        decoy.assertUntouched();
    }

    private static void link(Path link, Path target) throws IOException {
        DaemonHome.giveToNobody(Files.createSymbolicLink(link, target));
    }

    private static Process asNobody(String script, Path... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + DaemonHome.NOBODY, "--regid=" + DaemonHome.NOBODY, "--clear-groups"));
        command.addAll(List.of("sh", "-c", script, "attacker"));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
