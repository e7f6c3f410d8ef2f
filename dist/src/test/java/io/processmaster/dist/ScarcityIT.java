package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A daemon to which the kernel gives no descriptor, thread or memory more says so, tells nothing wrong, and recovers. */
final class ScarcityIT {
    private static final int CROWD = 100;
    private static final String SLEEP = "exec sleep 1000";
    private static final String STUBBORN = "trap '' TERM; echo up; while :; do sleep 0.2; done";
    private static final String STOP = "{\"names\":[\"web\"]}";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        // A Java that is out of memory may leave a report there.
        daemon.workIn(home.directory("cwd"));
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Finding({10, 11, 28})
    void withoutDescriptorsAStopFailsNoRunIsTakenForOverAndAllIsWellAfterwards() throws IOException {
        home.defineShell("web", STUBBORN, "  stop_grace_period_ms: 300");
        home.defineShell("idle", SLEEP, "global: {enabled: false}");
        daemon.start();
        daemon.awaitOutput("web");
        daemon.awaitPhase("web", "RUNNING");
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            client.ask("status", "{}");
            // The standard ones have these numbers.
            limit("nofile", "3");

            String stop = client.ask("stop", STOP);
            String start = client.ask("start", "{\"names\":[\"idle\"],\"force\":true}");

            assertThat(stop).contains("stop_failed").doesNotContain("\"ok\":true");
            assertThat(start).contains("too many open files").doesNotContain("\"ok\":true");
            assertThat(daemon.cgroup().app("web").pids()).isNotEmpty();
            assertThat(client.ask("status", STOP)).contains("\"actual\":\"RUNNING\"", "\"phase\":\"STOPPING\"");
        } finally {
            limit("nofile", "1024");
        }
        daemon.awaitPhase("web", "STOPPED");
        assertThat(daemon.cgroup().app("web").pids()).isEmpty();
        daemon.pmctl("start", "web", "idle", "--force").expect(0);
        daemon.pmctl("stop", "web", "idle").expect(0);
    }

    @Test
    void whatCouldNotBeKilledForWantOfDescriptorsIsKilledOnTheWayDown() {
        home.defineShell("web", STUBBORN, "  stop_grace_period_ms: 300");
        daemon.start();
        daemon.awaitOutput("web");
        daemon.awaitPhase("web", "RUNNING");
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            client.ask("status", "{}");
            limit("nofile", "3");
            assertThat(client.ask("stop", STOP)).contains("stop_failed");
        } finally {
            limit("nofile", "1024");
        }

        assertThat(daemon.terminate()).isZero();

        assertThat(daemon.cgroup().pids()).isEmpty();
        assertThat(daemon.cgroup().exists()).isFalse();
    }

    @Test
    @Finding(29)
    void withoutMemoryForTheKernelsNewsTheDaemonEndsRatherThanTellWhatIsNotSo() {
        home.defineShell("web", SLEEP, "restart_policy: {restart_backoff_ms: 100}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Process first = daemon.daemon();
        long before = daemon.status("web").integer("main_pid");
        limit("as", "4096");
        Commands.run(home.path(), List.of("kill", "-9", Long.toString(before))).expect(0);
        Await.until("the daemon has heard of it", () -> !first.isAlive() || isOver(before));

        if (first.isAlive()) {
            limit("as", "unlimited");
        }
        Await.until("another one runs, of this daemon or the next", Await.LIMIT, () -> runsAnew(before), home::output);
    }

    // The daemon may end at any moment, but not for nothing.
    private boolean runsAnew(long before) {
        if (!daemon.daemon().isAlive()) {
            assertThat(daemon.daemon().exitValue()).isNotZero();
            daemon.start();
        }
        Outcome status = daemon.pmctl("status", "web", "--format", "json");
        return status.exit() == 0
                && status.stdout().contains("\"RUNNING\"")
                && !status.stdout().matches("(?s).*\"main_pid\": *(" + before + "|null)\\b.*");
    }

    private static boolean isOver(long pid) {
        return !Files.exists(Path.of("/proc/" + pid));
    }

    @Test
    void withoutAThreadForAClientOthersAreServedOnceThereIsRoom() throws IOException {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        List<RawConnection> clients = new ArrayList<>();
        try {
            // A stack of a thread does not fit any more.
            limit("as", Long.toString(addressSpaceKib() * 1024 + 64 * 1024));
            for (int i = 0; i < CROWD; i++) {
                clients.add(RawConnection.open(home.socket()));
            }
            Await.until("it is out of threads", () -> home.output().contains("unable to create native thread"));
        } finally {
            limit("as", "unlimited");
            clients.forEach(RawConnection::close);
        }
        assertThat(daemon.daemon().isAlive()).isTrue();
        daemon.pmctl("status", "web").expect(0);
        daemon.pmctl("restart", "web").expect(0);
    }

    /** The soft limit: everybody may raise that again. */
    private void limit(String resource, String value) {
        String pid = Long.toString(daemon.daemon().pid());
        Commands.run(home.path(), List.of("prlimit", "--pid", pid, "--" + resource + "=" + value + ":"))
                .expect(0);
    }

    private long addressSpaceKib() throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/" + daemon.daemon().pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmSize:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
