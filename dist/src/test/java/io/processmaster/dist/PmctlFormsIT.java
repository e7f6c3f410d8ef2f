package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of pmctl print the same, ask the same of the daemon, and end the same way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PmctlFormsIT {
    private DaemonUnderTest daemon;
    private Replay replay;
    private BothForms forms;
    private String socket;

    @BeforeAll
    void start() throws IOException {
        Requires.nativeForm();
        daemon = DaemonUnderTest.prepare();
        DaemonHome home = daemon.home();
        home.defineShell("web", "echo one; echo 'Grüße, 世界 🚀'; printf '\\033[31mred\\a\\n'; exec sleep 1000");
        home.defineShell("broken", "echo wrong >&2; exit 3", "restart_policy: {policy: never}");
        home.defineShell("off", "exec sleep 1000", "global: {enabled: false}");
        home.defineShell("job", "echo done", "  schedule: '30 4 1 1 *'");
        home.configure("admin_actions:\n  hello: {command: [/bin/echo, hello]}");
        daemon.workIn(home.directory("cwd")).start();
        daemon.remote().awaitPhase("web", "RUNNING");
        daemon.remote().awaitPhase("broken", "FAILED");
        Path path = home.path().resolve("replay.sock");
        socket = path.toString();
        replay = Replay.between(path, home.socket());
        forms = BothForms.in(home.path()).with("PMCTL_SOCK=" + path, "TZ=Europe/Berlin");
    }

    @AfterAll
    void end() {
        if (replay != null) {
            replay.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    private void sameOf(String line) {
        replay.heard();
        forms.run(line.isEmpty() ? new String[0] : line.split(" "));
        List<String> heard = replay.heard();
        // First one form asked, then the other.
        int half = heard.size() / 2;
        assertThat(heard.subList(half, heard.size())).isEqualTo(heard.subList(0, half));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "status web",
                "status broken",
                "status web off",
                "status all",
                "status --format json",
                "status nobody",
                "status @group",
                "start web",
                "start off",
                "start off --force",
                "start broken --wait --timeout 20s",
                "start web nobody",
                "stop off",
                "stop web --timeout 20s",
                "restart web --format json",
                "pause web",
                "resume web",
                "signal web HUP",
                "signal web NONSENSE",
                "enable off",
                "disable off",
                "update --dry-run",
                "update --strict",
                "update",
                "logs web",
                "logs web -n 1",
                "logs web stdout.log",
                "logs web --format json",
                "logs web --grep one",
                "logs web --grep o.e",
                "logs web --grep (",
                "logs web ../x",
                "logs --since 2026-03-29T02:30",
                "logs --since 2026-10-25T02:30",
                "logs --since 2026-10-25T02:30:15.123+05:45",
                "logs --since yesterday",
                "events",
                "events -n 3 --format json",
                "events web",
                "history web",
                "history broken --format json",
                "why broken",
                "why web",
                "perf web",
                "perf web --format json",
                "top --format json",
                "admin-list",
                "admin-run hello",
                "admin-run nothing",
                "admin-ps",
                "admin-kill",
                "version",
                "version --format json",
                "server-version",
                "help",
                "help start",
                "status --help",
                "--version",
                "help nothing",
                "completion bash",
                "completion zsh",
                "completion fish",
                "completion apps",
                "completion actions",
                "statsu",
                "status --nonsense",
                "restart",
                "logs -n x",
                "stop web --timeout soon",
                "status --format yaml",
                "password generate",
                "validate /nonexistent/x.yaml",
                "-c /nonexistent/config.yaml status"
            })
    void theyDoTheSame(String line) {
        sameOf(line);
    }

    @Test
    void thePictureOfTopIsTheSameBelowItsClock() {
        assertThat(forms.script("\"$PMCTL\" top | tail -n +2").stdout()).contains("web");
    }

    @Test
    void wordsThatAreNotAsciiArriveAsTheyAre() {
        assertThat(forms.run("status", "Grüße-世界").stderr()).contains("Grüße-世界");
        assertThat(forms.with("LC_ALL=C", "PMCTL_SOCK=" + socket)
                        .run("status", "Grüße-世界")
                        .stderr())
                .contains("Grüße-世界");
        assertThat(forms.run("logs", "web").stdout()).contains("Grüße, 世界 🚀\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/St_Johns",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "EST5EDT"
            })
    void clocksShowTheTimeOfTheZone(String zone) {
        BothForms there = forms.with("TZ=" + zone, "PMCTL_SOCK=" + socket);
        there.run("events");
        there.run("history", "broken");
        for (String moment : List.of("2026-03-29 02:30", "2026-11-01 01:30", "2026-04-05 01:45", "1985-06-01")) {
            replay.heard();
            there.run("logs", "--since", moment);
            List<String> heard = replay.heard();
            assertThat(heard).hasSize(2);
            assertThat(heard.get(1)).isEqualTo(heard.get(0));
        }
    }

    @Test
    void withoutTzClocksShowTheTimeOfTheHost() {
        forms.behind(List.of("env", "-u", "TZ"), "-s", socket, "events");
        new BothForms(daemon.home().path(), List.of()).behind(List.of("env", "-u", "TZ"), "-s", socket, "events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "80", "100", "200"})
    void aTerminalOfAnyWidthShowsTheSame(String columns) {
        assertThat(forms.script(onTerminal(columns, "status")).stdout()).contains("web");
        forms.script(onTerminal(columns, "status web"));
        forms.script(onTerminal(columns, "history broken"));
    }

    @Test
    void coloursAndWidthAreThoseOfTheEnvironment() {
        String colourful = forms.script(onTerminal("80", "status")).stdout();
        assertThat(colourful).contains("\u001b[");
        String plain = forms.with("NO_COLOR=1", "PMCTL_SOCK=" + socket)
                .script(onTerminal("80", "status"))
                .stdout();
        assertThat(plain).doesNotContain("\u001b[");
        forms.with("TERM=dumb", "PMCTL_SOCK=" + socket).script(onTerminal("80", "status"));
        forms.with("COLUMNS=50", "PMCTL_SOCK=" + socket).script(onTerminal("80", "status"));
        forms.script(onTerminal("80", "status --no-color"));
        assertThat(forms.script(onTerminal("80", "logs web")).stdout()).contains("\u001b[31mred?");
    }

    private static String onTerminal(String columns, String words) {
        return "script -qec \"stty cols " + columns + " rows 24; '$PMCTL' " + words + "\" /dev/null";
    }

    @Test
    void aReaderThatLeavesIsNoFailureAndAFullDiskIsOne() {
        assertThat(forms.script("\"$PMCTL\" events | head -1; \"$PMCTL\" status | true")
                        .exit())
                .isZero();
        assertThat(forms.script("\"$PMCTL\" status >/dev/full").expect(1).stderr())
                .contains("No space left");
        forms.script("\"$PMCTL\" status >&-");
    }

    @Test
    void aFileWithMistakesIsCheckedByBoth() throws IOException {
        Path file = daemon.home().path().resolve("mistake.yaml");
        Files.writeString(file, "process:\n  start_comand: [a]\n");
        assertThat(forms.run("validate", file.toString()).expect(1).stdout()).contains("mistake.yaml:2:3");
        forms.run("validate", daemon.home().definition("web").toString()).expect(0);
        forms.behind(
                        List.of("env", "-u", "PMCTL_SOCK"),
                        "-c",
                        daemon.home().writeConfig().toString(),
                        "status")
                .expect(0);
    }
}
