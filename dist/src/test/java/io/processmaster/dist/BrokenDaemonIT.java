package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A daemon that stands still, runs out of heap, or is told to end while it starts costs the apps nothing. */
final class BrokenDaemonIT {
    private static final int HEAVY_CLIENTS = 24;
    private static final int LINES = 10_000;
    private static final String SLEEP = "exec sleep 1000";
    private static final String COUNTS = "i=0; while :; do i=$((i+1)); echo $i; sleep 0.05; done";

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
    void whileItIsFrozenAppsGoOnAndAfterwardsItHearsOfEverything() throws Exception {
        home.defineShell("web", COUNTS);
        home.defineShell("flaky", SLEEP, "restart_policy: {restart_backoff_ms: 100}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        daemon.awaitPhase("flaky", "RUNNING");
        long web = daemon.status("web").integer("main_pid");
        long flaky = daemon.status("flaky").integer("main_pid");
        Path log = home.directory("web").resolve("logs/stdout.log");

        daemon.signal("STOP");
        try {
            long size = Files.size(log);
            Commands.run(home.path(), List.of("kill", "-9", Long.toString(flaky)))
                    .expect(0);
            Await.until("the app writes on", () -> Files.size(log) > size + 20);
        } finally {
            daemon.signal("CONT");
        }

        daemon.awaitReplacement("flaky", flaky);
        assertThat(daemon.remote().history("flaky").get(0).signal()).contains("SIGKILL");
        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(web);
    }

    @Test
    void withoutHeapItEndsAndTheNextOneGoesOnWithTheSameRun() throws Exception {
        home.defineShell("web", SLEEP);
        Path logs = Files.createDirectories(home.directory("web").resolve("logs"));
        Files.writeString(logs.resolve("stdout.log"), ("x".repeat(400) + "\n").repeat(LINES));
        daemon.environment("PM_JAVA_OPTS", "-Xmx14m").start();
        daemon.awaitPhase("web", "RUNNING");
        long before = daemon.status("web").integer("main_pid");
        Process starved = daemon.daemon();
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < HEAVY_CLIENTS && starved.isAlive(); i++) {
                RawConnection client = RawConnection.open(home.socket());
                clients.add(client);
                // Without a wait for the answer, which may never come.
                client.send(hello()
                        + "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"logs\",\"params\":{\"name\":\"web\",\"lines\":"
                        + LINES + "}}\n");
            }
            assertThat(starved.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends: %s", home.output())
                    .isTrue();
        } finally {
            clients.forEach(RawConnection::close);
        }
        assertThat(starved.exitValue()).isNotZero();
        // Over already; its apps are rightly there.
        daemon.killHard();
        assertThat(home.output()).contains("java.lang.OutOfMemoryError");

        daemon.environment("PM_JAVA_OPTS", "").start();

        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(before);
    }

    private static String hello() {
        BuildInfo build = BuildInfo.current();
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":"
                + RawConnection.hello(build.buildId(), build.buildTime(), build.buildHost())
                + "}\n";
    }

    @Test
    void whenItIsToldToEndWhileItStartsNothingIsLeft() throws Exception {
        for (int i = 0; i < 5; i++) {
            home.defineShell("app" + i, SLEEP);
        }
        List<Await.Condition> moments = List.of(
                () -> true,
                () -> Files.exists(home.path().resolve("state")),
                () -> daemon.cgroup().exists(),
                () -> !daemon.cgroup().pids().isEmpty(),
                () -> daemon.cgroup().app("app4").exists());
        for (Await.Condition moment : moments) {
            Process starting = daemon.launch();
            Await.until("that moment", moment);
            starting.destroy();
            assertThat(starting.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(starting.exitValue()).isIn(0, 143);
            assertThat(daemon.cgroup().pids()).isEmpty();
        }
        daemon.start();
        daemon.awaitPhase("app4", "RUNNING");
    }
}
