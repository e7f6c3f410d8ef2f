package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings about what happens between the daemon, which is root, and the first instruction of an app, and at its end. */
final class LaunchFindingsIT {
    private static final int CROWD = 60;
    private static final int LAUNCHES = 5;
    private static final int WITHOUT_ACCOUNT = 61_234;
    private static final String SLEEP = "exec sleep 1000";
    private static final String WHO_AND_WHAT = "id -u; id -g; id -G; readlink /proc/$$/fd/0";
    private static final Pattern CHILD = Pattern.compile(
            "(?s)^(\\d+) +[0-9.]+ (?:clone|clone3|vfork)\\(.*?CLONE_VFORK.*?(?:= (\\d+)|<unfinished)",
            Pattern.MULTILINE);

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
    @Finding({6, 38})
    void userGroupAndGroupsAreChangedTogetherForWhateverRunsForAnApp() throws IOException {
        Path named = home.nobodysDirectory("named");
        Path numbered = home.nobodysDirectory("numbered");
        Files.setAttribute(numbered, "unix:uid", WITHOUT_ACCOUNT);
        defineTeller("named", "nobody");
        defineTeller("numbered", "'" + WITHOUT_ACCOUNT + "'");
        // Groups of the daemon's own, which no app may keep.
        daemon.under("setpriv", "--groups=4,24").start();

        assertTold(named, DaemonHome.NOBODY);
        assertTold(numbered, WITHOUT_ACCOUNT);
    }

    private void defineTeller(String app, String user) {
        home.defineShell(
                app,
                "exec >who.txt; " + WHO_AND_WHAT + "; " + SLEEP,
                "  user: " + user,
                "  stop_command: [/bin/sh, -c, '" + WHO_AND_WHAT + "']",
                "  stop_grace_period_ms: 300");
    }

    private void assertTold(Path directory, int number) throws IOException {
        String app = directory.getFileName().toString();
        Path who = directory.resolve("who.txt");
        Await.until(app + " has told", () -> Files.exists(who) && lines(who).size() == 4);
        daemon.pmctl("stop", app).expect(0);
        String id = Integer.toString(number);
        for (Path told : List.of(who, directory.resolve("logs/stop_command_stdout.log"))) {
            assertThat(lines(told)).as(told.toString()).containsExactly(id, id, id, "/dev/null");
        }
    }

    @Test
    @Finding(7)
    void nothingIsAllocatedAndNoLockIsTakenBetweenForkAndExec() throws IOException {
        Requires.command("strace");
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Path trace = home.path().resolve("trace.txt");
        try (Strace strace = Strace.attach(
                home.path().resolve("strace.log"), daemon.daemon().pid(), "-f", "-ttt", "-o", trace.toString())) {
            for (int i = 0; i < LAUNCHES; i++) {
                daemon.remote().restart("web");
            }
            assertThat(strace.process().isAlive()).isTrue();
        }

        Map<String, List<String>> children = callsBeforeExec(withoutCopies(Files.readString(trace)));
        assertThat(children).hasSizeGreaterThanOrEqualTo(LAUNCHES);
        assertThat(children.values()).allSatisfy(calls -> assertThat(calls)
                .contains("setsid", "dup2")
                .doesNotContain("mmap", "munmap", "brk", "mprotect", "futex", "openat", "write"));
    }

    /** Without how pm-launch copies itself into the cgroup: it has one thread, and was executed before. */
    private static String withoutCopies(String trace) {
        Set<String> copying = Pattern.compile("(?m)^(\\d+) .*clone3\\(.*CLONE_PARENT")
                .matcher(trace)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        return trace.lines()
                .filter(line -> !line.contains("clone3") || !copying.contains(line.substring(0, line.indexOf(' '))))
                .collect(Collectors.joining("\n"));
    }

    /** What each child of a fork called up to its first {@code execve}; only those that executed something. */
    private static Map<String, List<String>> callsBeforeExec(String trace) {
        Map<String, List<String>> children = new TreeMap<>();
        Matcher forks = CHILD.matcher(trace);
        while (forks.find()) {
            if (forks.group(2) != null) {
                children.put(forks.group(2), new ArrayList<>());
            }
        }
        Matcher resumed = Pattern.compile("(?m)(?:clone|clone3|vfork) resumed>.*= (\\d+)$")
                .matcher(trace);
        while (resumed.find()) {
            children.put(resumed.group(1), new ArrayList<>());
        }
        List<String> executed = new ArrayList<>();
        Matcher calls = Pattern.compile("(?m)^(\\d+) +[0-9.]+ ([a-z0-9_]+)\\(").matcher(trace);
        while (calls.find()) {
            String pid = calls.group(1);
            if (children.containsKey(pid) && !executed.contains(pid)) {
                if (calls.group(2).equals("execve")) {
                    executed.add(pid);
                } else {
                    children.get(pid).add(calls.group(2));
                }
            }
        }
        children.keySet().retainAll(executed);
        return children;
    }

    @Test
    @Finding(9)
    void nobodyElseCollectsAChildSoEveryExitCodeOfACrowdIsExact() {
        for (int i = 0; i < CROWD; i++) {
            home.defineShell("app" + i, "exit " + (i + 1), "restart_policy: {policy: never}");
        }
        daemon.start();
        Await.until("all have ended", () -> daemon.remote().status().stream()
                .allMatch(app -> app.life().phase().equals("FAILED")));
        for (int i = 0; i < CROWD; i++) {
            int code = i + 1;
            assertThat(daemon.remote().history("app" + i))
                    .as("app" + i)
                    .singleElement()
                    .satisfies(run -> assertThat(run.exitCode()).hasValue(code));
        }
    }

    @Test
    @Finding(17)
    void aProgramWhoseUserCouldNotBeChangedIsNotExecuted() {
        Path directory = home.nobodysDirectory("web");
        home.defineShell("web", "touch ran; " + SLEEP, "  user: nobody");
        home.defineShell("roots", SLEEP);
        daemon.under("setpriv", "--bounding-set=-setuid", "--inh-caps=-setuid").start();

        daemon.awaitPhase("roots", "RUNNING");
        daemon.awaitPhase("web", "FAILED");

        assertThat(daemon.pmctl("why", "web").expect(0).stdout())
                .contains("changing to user nobody failed: ")
                // In the words of pm-launch, or of setpriv where there is no pm-launch.
                .containsAnyOf(
                        "uid " + DaemonHome.NOBODY + ": Operation not permitted",
                        "setresuid failed: Operation not permitted");
        assertThat(directory.resolve("ran")).doesNotExist();
        assertThat(daemon.cgroup().app("web").pids()).isEmpty();
    }

    @Test
    @Finding(27)
    void aStrangerWhoHasTheNumberOfAProcessIsNeitherAdoptedNorSignalled() throws IOException {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long main = daemon.status("web").integer("main_pid");
        daemon.killHard();
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try {
            // As if the number had been given away anew, even at the same tick of the clock.
            Path state = home.path().resolve("state/state.json");
            String saved = Files.readString(state);
            String forged = saved.replace("\"main_pid\":" + main, "\"main_pid\":" + stranger.pid())
                    .replaceAll("\"main_start_ticks\":[0-9]+", "\"main_start_ticks\":" + startTicks(stranger.pid()));
            assertThat(forged).isNotEqualTo(saved);
            Files.writeString(state, forged);
            daemon.start();

            assertThat(daemon.remote().awaitPhase("web", "RUNNING").life().pids())
                    .doesNotContain(stranger.pid());
            daemon.remote().restart("web");
            daemon.pmctl("signal", "web", "KILL").expect(0);
            daemon.remote().stop("web");

            assertThat(stranger.isAlive()).isTrue();
            assertThat(daemon.cgroup().pids()).isEmpty();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private static String startTicks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
