package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's own commands: run as root by their ids, apart from every app, and not ended with the daemon. */
final class AdminActionIT {
    private DaemonUnderTest daemon;
    private DaemonHome home;
    private final StringBuilder actions = new StringBuilder("admin_actions:\n");

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        // A directory in which links that somebody else may have put there can be tried.
        daemon.workIn(home.directory("cwd"));
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private void action(String id, String script) {
        actions.append("  ").append(id).append(": {command: [/bin/sh, -c, '");
        actions.append(script.replace("'", "''")).append("']}\n");
    }

    private void start() {
        home.configure(actions.toString());
        daemon.start();
    }

    private long run(String id) {
        return daemon.pmctl("admin-run", id, "--format", "json")
                .expect(0)
                .json()
                .integer("pid");
    }

    private CgroupUnderTest cgroup() {
        return daemon.cgroup().app("admin_actions");
    }

    private Path cwd() {
        return home.directory("cwd");
    }

    private Optional<EventEntry> end(String id) {
        return daemon.remote().events().stream()
                .filter(event -> event.event().equals("admin_action_ended")
                        && id.equals(event.data().get("id")))
                .findFirst();
    }

    private EventEntry awaitEnd(String id) {
        Await.until(id + " has ended", Await.LIMIT, () -> end(id).isPresent(), home::output);
        return end(id).orElseThrow();
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    @Observes("admin_actions.<id>.label")
    void theListIsThatOfTheConfigurationAndNothingElseCanBeRun() {
        actions.append("  update-pm: {label: Update processmaster, command: [/bin/true, --now]}\n");
        start();

        assertThat(daemon.pmctl("admin-list").expect(0).stdout())
                .contains("update-pm  Update processmaster  /bin/true --now");
        assertThat(daemon.pmctl("admin-list", "--format", "json")
                        .expect(0)
                        .json()
                        .compact())
                .isEqualTo("{\"actions\":[{\"id\":\"update-pm\",\"label\":\"Update processmaster\","
                        + "\"command\":[\"/bin/true\",\"--now\"]}]}");
        assertThat(daemon.pmctl("admin-run", "/bin/true").expect(1).stderr())
                .contains("no such admin action: /bin/true (there are update-pm)");
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            assertThat(client.ask("admin_run", "{\"id\":\"update-pm\",\"command\":[\"/bin/sh\"]}"))
                    .contains("-32602");
            assertThat(client.ask("admin_run", "{\"id\":\"x\"}")).contains("\"kind\":\"unknown_action\"");
        }
        assertThat(cgroup().exists()).isFalse();
    }

    @Test
    @Observes("admin_actions.<id>.command")
    void itRunsAsRootInItsOwnSessionAndCgroupWithoutAnythingOfTheDaemon() throws IOException {
        daemon.environment("PM_SECRET_OF_THE_DAEMON", "x");
        action(
                "look",
                "id -u; pwd; cat /proc/self/cgroup; ps -o sid= -p $$; echo pid $$; ls -l /proc/self/fd;"
                        + " tr '\\0' '\\n' </proc/$$/environ | sed 's/^/env /'; grep Sig /proc/$$/status;"
                        + " umask; echo trouble >&2; exit 3");
        start();
        long pid = run("look");
        EventEntry end = awaitEnd("look");

        assertThat(end.data())
                .containsEntry("code", "3")
                .containsEntry("pid", Long.toString(pid))
                .containsKey("took_ms")
                .doesNotContainKey("signal");
        Path stdout = cwd().resolve("logs/admin_action_stdout.log");
        List<String> lines =
                Files.readAllLines(stdout).stream().map(String::strip).toList();
        assertThat(lines.subList(0, 2)).containsExactly("0", cwd().toRealPath().toString());
        assertThat(lines).anyMatch(line -> line.endsWith(daemon.cgroup().path().getFileName() + "/admin_actions"));
        assertThat(lines).contains("pid " + pid, Long.toString(pid));
        List<String> environment = lines.stream()
                .filter(line -> line.startsWith("env "))
                .map(line -> line.substring(4, line.indexOf('=')))
                .toList();
        assertThat(environment)
                .containsExactlyInAnyOrder("PATH", "HOME", "USER", "LOGNAME", "SHELL", "PROCESSMASTER_ADMIN_ACTION");
        assertThat(lines).contains("env PROCESSMASTER_ADMIN_ACTION=look");
        // 0, 1, 2 and the directory that ls itself has open.
        assertThat(lines.stream().filter(line -> line.contains(" -> "))).hasSize(4);
        assertThat(lines).anyMatch(line -> line.endsWith("0 -> /dev/null"));
        assertThat(lines)
                .anyMatch(line -> line.matches("SigBlk:\\s+0+"))
                .anyMatch(line -> line.matches("SigIgn:\\s+0+"));
        assertThat(lines).contains("0022");
        assertThat(read(cwd().resolve("logs/admin_action_stderr.log"))).isEqualTo("trouble\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stdout)))
                .isEqualTo("rw-r-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stdout.getParent())))
                .isEqualTo("rwxr-x---");
        List<EventEntry> events = daemon.remote().events();
        assertThat(events)
                .extracting(EventEntry::event)
                .containsSubsequence("requested", "admin_action_started", "admin_action_ended");
        assertThat(events)
                .filteredOn(event -> event.event().equals("admin_action_started"))
                .allSatisfy(event -> assertThat(event.data().get("actor")).startsWith("uid=0"));
    }

    @Test
    void outputIsAppendedAndNeverThroughALink() throws IOException {
        action("hello", "echo hello");
        start();
        run("hello");
        awaitEnd("hello");
        run("hello");
        Path stdout = cwd().resolve("logs/admin_action_stdout.log");
        Await.until("both wrote", () -> read(stdout).equals("hello\nhello\n"));

        Decoy decoy = Decoy.in(home);
        Files.delete(stdout);
        Files.createSymbolicLink(stdout, decoy.file("stdout.log"));
        assertThat(daemon.pmctl("admin-run", "hello").expect(1).stderr())
                .contains("cannot run hello: ", "admin_action_stdout.log: is a symbolic link");
        Files.delete(stdout);
        Files.createLink(stdout, decoy.file("stdout.log"));
        assertThat(daemon.pmctl("admin-run", "hello").expect(1).stderr()).contains("has 2 links");
        Files.delete(stdout);
        decoy.assertUntouched();
        run("hello");
        Await.until("it wrote again", () -> read(stdout).equals("hello\n"));
    }

    @Test
    void whatCannotBeExecutedSaysWhy() {
        actions.append("  none: {command: [/no/such/program]}\n");
        start();
        assertThat(daemon.pmctl("admin-run", "none").expect(1).stderr())
                .contains("cannot run none: admin_actions.none.command[0] /no/such/program: no such file");
        assertThat(daemon.remote().told("admin_action_failed", "no such file")).isTrue();
    }

    @Test
    void whoeverLeavesTheSessionIsListedAndKilled() {
        action("daemonize", "setsid sh -c 'setsid sleep 1000 & setsid sleep 1000 &' & exit 0");
        start();
        run("daemonize");
        awaitEnd("daemonize");
        Await.until("two are left", () -> cgroup().pids().size() == 2);

        assertThat(daemon.pmctl("admin-ps").expect(0).stdout().lines().map(Integer::valueOf))
                .containsExactlyElementsOf(cgroup().pids());
        assertThat(daemon.pmctl("admin-kill").expect(0).stdout()).isEqualTo("killed 2 processes\n");
        assertThat(cgroup().pids()).isEmpty();
        assertThat(daemon.pmctl("admin-ps").expect(0).stdout()).isEqualTo("(none)\n");
        assertThat(daemon.pmctl("admin-kill").expect(0).stdout()).isEqualTo("killed 0 processes\n");
    }

    @Test
    void anEndBySignalIsTold() {
        action("wait", "exec sleep 1000");
        start();
        run("wait");
        daemon.pmctl("admin-kill").expect(0);
        assertThat(awaitEnd("wait").data()).containsEntry("signal", "SIGKILL").doesNotContainKey("code");
    }

    @Test
    void afterAKillTheNextOneRuns() {
        action("wait", "exec sleep 1000");
        action("greet", "echo hello");
        start();
        run("wait");
        daemon.pmctl("admin-kill").expect(0);

        run("greet");

        assertThat(awaitEnd("greet").data()).containsEntry("code", "0");
    }

    @Test
    void anActionThatKillsTheDaemonGoesOnAndTheNextOneTellsOfItsEnd() throws IOException {
        Path go = home.path().resolve("go");
        Path done = home.path().resolve("done");
        home.onShutdown("leave").defineShell("web", "exec sleep 1000");
        action("replace", "kill -9 $PPID; while [ ! -e " + go + " ]; do sleep 0.05; done; echo over >" + done);
        start();
        daemon.remote().awaitPhase("web", "RUNNING");
        // It may be gone before it can answer.
        daemon.pmctl("admin-run", "replace");
        Await.until("the daemon is gone", () -> !daemon.daemon().isAlive());
        assertThat(cgroup().pids()).isNotEmpty();

        daemon.start();
        assertThat(daemon.remote().told("admin_actions_found", "replace")).isTrue();
        assertThat(daemon.pmctl("admin-ps").expect(0).stdout().lines().map(Integer::valueOf))
                .containsAnyElementsOf(cgroup().pids());
        assertThat(daemon.remote().told("stray_cgroup", "admin_actions")).isFalse();
        assertThat(end("replace")).isEmpty();

        Files.createFile(go);
        EventEntry end = awaitEnd("replace");
        assertThat(end.message()).contains("unknown exit");
        assertThat(end.data()).doesNotContainKeys("code", "signal");
        assertThat(Files.readString(done)).isEqualTo("over\n");
        daemon.pmctl("stop", "web").expect(0);
    }

    @Test
    void stoppingTheDaemonWithItsAppsSparesActions() {
        home.defineShell("web", "exec sleep 1000");
        action("wait", "exec sleep 1000");
        start();
        daemon.remote().awaitPhase("web", "RUNNING");
        long pid = run("wait");

        assertThat(daemon.terminate()).isZero();
        assertThat(daemon.cgroup().pids()).containsExactly((int) pid);

        daemon.start();
        assertThat(daemon.pmctl("admin-kill").expect(0).stdout()).isEqualTo("killed 1 process\n");
        assertThat(awaitEnd("wait").message()).contains("unknown exit");
    }
}
