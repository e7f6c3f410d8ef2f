package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays between the definition and the app, and what of the daemon an app never gets. */
final class SecretsIT {
    private static final List<String> SECRETS =
            List.of("hunter2-plain", "hunter2-in-base64", "hunter2-in-hex", "hunter2-in-a-file", "hunter2-changed");

    private static final int RESTARTS = 15;
    private static final int LOOKS = 50;

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
    void valuesOfTheEnvironmentAreForTheAppAloneAndShownNowhere() throws IOException {
        Path directory = home.nobodysDirectory("web");
        define(SECRETS.get(0));
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Await.until("the app has written what it got", () -> Files.exists(directory.resolve("done")));
        assertThat(Files.readString(directory.resolve("seen.txt"))).contains(SECRETS.subList(0, 4));
        List<String> found = new ArrayList<>(List.of(commandLine(daemon.daemon().pid()), commandLineOfApp()));

        define(SECRETS.get(4));
        found.add(shown("update", "--dry-run", "--format", "json"));
        found.add(shown("update", "--format", "json"));
        daemon.awaitPhase("web", "RUNNING");
        found.add(commandLineOfApp());
        found.add(shown("restart", "web", "--format", "json"));
        for (String command : List.of("status", "events", "history", "why", "perf")) {
            found.add(shown(command, "web", "--format", "json"));
            found.add(shown(command, "web"));
        }
        found.add(shown("logs", "web"));
        found.add(home.output());
        found.add(stateOnDisk());
        found.add(Files.readString(Path.of("/proc/" + daemon.daemon().pid() + "/environ")));

        String all = String.join("\n", found);
        assertThat(all).contains("process.environment").doesNotContain(SECRETS);
        assertThat(all).doesNotContain(base64(SECRETS.get(1)), hex(SECRETS.get(2)));
    }

    @Test
    @Finding(34)
    void noCommandLineEverHoldsAValueAndNobodyElseCanReadWhereItIs() throws IOException {
        home.nobodysDirectory("web");
        define(SECRETS.get(0));
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Set<String> exposed = new ConcurrentSkipListSet<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        Thread watcher = new Thread(() -> {
            while (!over.get()) {
                look(exposed);
                looks.incrementAndGet();
            }
        });
        watcher.start();
        try {
            for (int i = 0; i < RESTARTS || looks.get() < LOOKS; i++) {
                daemon.remote().restart("web");
            }
        } finally {
            over.set(true);
            Await.until("the watcher ends", () -> !watcher.isAlive());
        }
        assertThat(exposed).isEmpty();
    }

    @Test
    void aBadValueIsToldWithoutTheValue() {
        Path directory = home.nobodysDirectory("web");
        home.defineShell("good", "exec sleep 1000");
        daemon.start();
        for (String entry : List.of(
                "{name: X, value: '@hex://" + SECRETS.get(0) + "'}",
                "{name: X, value: '@base64://" + SECRETS.get(0) + "!'}",
                "{name: 'X=" + SECRETS.get(0) + "', value: y}",
                "{name: X, value: [" + SECRETS.get(0) + "]}",
                "{name: X, value: y, " + SECRETS.get(0) + ": z}",
                "{name: X, value: " + SECRETS.get(0) + "\n: {")) {
            home.define(
                    "web",
                    "process:\n  working_directory: " + directory
                            + "\n  start_command: [sleep, '1000']\n  environment:\n    - " + entry + "\n");
            Outcome update = daemon.pmctl("update").expect(0);
            assertThat(update.stderr()).contains("web.yaml:");
            Outcome check = Commands.run(
                    home.path(),
                    List.of(
                            Tree.processmaster().toString(),
                            "--check",
                            "-c",
                            home.writeConfig().toString()));
            assertThat(update + "\n" + check.expect(1)).doesNotContain(SECRETS.get(0));
        }
        assertThat(home.output() + shown("events")).doesNotContain(SECRETS.get(0));
    }

    @Test
    @Finding({6, 13, 41})
    void anAppHoldsNothingOfTheDaemon() throws IOException {
        home.nobodysDirectory("web");
        home.define(
                "web",
                "process: {working_directory: %s, start_command: [sleep, '1000'], user: nobody}\n"
                        .formatted(home.directory("web")));
        daemon.environment("PM_IT_VARIABLE", "of the daemon").start();
        daemon.awaitPhase("web", "RUNNING");
        long pid = daemon.status("web").integer("main_pid");
        Path process = Path.of("/proc/" + pid);

        try (Stream<Path> fds = Files.list(process.resolve("fd"))) {
            assertThat(fds.map(fd -> fd.getFileName().toString())).containsExactlyInAnyOrder("0", "1", "2");
        }
        List<String> names = Stream.of(
                        Files.readString(process.resolve("environ")).split("\0", -1))
                .filter(variable -> !variable.isEmpty())
                .map(variable -> variable.substring(0, variable.indexOf('=')))
                .toList();
        assertThat(names).containsExactlyInAnyOrder("PATH", "HOME", "USER", "LOGNAME", "SHELL");
        String stat = Files.readString(process.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(afterName[3]).as("session").isEqualTo(Long.toString(pid));

        List<String> status = Files.readAllLines(process.resolve("status"));
        String none = "0000000000000000";
        assertThat(status).contains("SigBlk:\t" + none, "SigIgn:\t" + none, "CapEff:\t" + none, "CapPrm:\t" + none);
        assertThat(status).contains("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534");
        String groups = Commands.run(home.path(), List.of("id", "-G", "nobody"))
                .stdout()
                .strip();
        assertThat(status.stream().filter(line -> line.startsWith("Groups:")).map(String::strip))
                .containsExactly("Groups:\t" + groups);
        assertThat(Files.readString(process.resolve("oom_score_adj"))).isEqualTo("0\n");
    }

    /** Remembers where one of the values can be seen by others than root and the app's user. */
    private static void look(Set<String> exposed) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                if (holdsSecret(process.resolve("cmdline"))) {
                    exposed.add(process + " has it in its command line");
                }
                Path environ = process.resolve("environ");
                if (holdsSecret(environ)
                        && (!List.of(0, DaemonHome.NOBODY).contains(Files.getAttribute(environ, "unix:uid"))
                                || !PosixFilePermissions.toString(Files.getPosixFilePermissions(environ))
                                        .equals("r--------"))) {
                    exposed.add(process + " lets others look at its environment");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Processes end while they are looked at.
            return;
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return SECRETS.stream().anyMatch(text::contains);
        } catch (IOException e) {
            return false;
        }
    }

    private void define(String plain) throws IOException {
        Path vault = home.directory("vault");
        Files.setPosixFilePermissions(vault, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.writeString(vault.resolve("token"), SECRETS.get(3));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        home.defineShell(
                "web",
                "umask 077; env >seen.txt; : >done; exec sleep 1000",
                "  user: nobody",
                "  environment:",
                "    - {name: A, value: " + plain + "}",
                "    - {name: B, value: '@base64://" + base64(SECRETS.get(1)) + "'}",
                "    - {name: C, value: '@hex://" + hex(SECRETS.get(2)) + "'}",
                "    - {name: D, value: '@file://" + file + "'}");
    }

    private String stateOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home.path().resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private String commandLineOfApp() throws IOException {
        return commandLine(daemon.status("web").integer("main_pid"));
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    }

    private String shown(String... arguments) {
        Outcome outcome = daemon.pmctl(arguments).expect(0);
        return outcome.stdout() + outcome.stderr();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
