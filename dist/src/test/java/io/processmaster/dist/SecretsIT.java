package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays between the definition and the app, and what of the daemon an app never gets. */
final class SecretsIT {
    private static final List<String> SECRETS =
            List.of("hunter2-plain", "hunter2-in-base64", "hunter2-in-hex", "hunter2-in-a-file", "hunter2-changed");

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
        found.add(home.output());
        found.add(stateOnDisk());

        String all = String.join("\n", found);
        assertThat(all).contains("process.environment").doesNotContain(SECRETS);
        assertThat(all).doesNotContain(base64(SECRETS.get(1)), hex(SECRETS.get(2)));
    }

    @Test
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
                        Files.readString(process.resolve("environ")).split("\0"))
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
