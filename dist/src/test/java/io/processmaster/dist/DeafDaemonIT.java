package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A daemon that the kernel tells nothing any more ends, and leaves it to the next one to look for itself. */
final class DeafDaemonIT {
    private static final String SLEEP = "exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        Requires.command("strace");
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // What it waits in, and what it fetches news of cgroups with.
        "epoll_wait, EBADF, anon_inode:[eventpoll], wait for the kernel.s news: Bad file descriptor",
        "read, EIO, anon_inode:inotify, 'read descriptor .*: Input/output error'",
    })
    void whatCannotHearEndsAndTheNextOneGoesOn(String call, String errno, String of, String reason) throws Exception {
        home.defineShell("web", SLEEP);
        home.defineShell("flaky", SLEEP, "restart_policy: {restart_backoff_ms: 100}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        daemon.awaitPhase("flaky", "RUNNING");
        long web = daemon.status("web").integer("main_pid");
        long flaky = daemon.status("flaky").integer("main_pid");
        Process deaf = daemon.daemon();

        try (Strace strace = inject(deaf, call, errno, of)) {
            assertThat(strace.process().isAlive()).isTrue();
            Commands.run(home.path(), List.of("kill", "-9", Long.toString(flaky)))
                    .expect(0);
            assertThat(deaf.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends: %s", home.output())
                    .isTrue();
        }

        assertThat(deaf.exitValue()).isEqualTo(70);
        assertThat(home.output())
                .contains("pm-kernel failed by a bug", "the kernel's news cannot be fetched any more")
                .containsPattern(reason);
        daemon.start();
        daemon.awaitReplacement("flaky", flaky);
        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(web);
    }

    /** From now on this call on such descriptors fails for the thread that hears the kernel's news. */
    private Strace inject(Process deaf, String call, String errno, String of) throws IOException {
        return Strace.attach(
                home.path().resolve("strace.log"),
                kernelThread(deaf),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":error=" + errno,
                "-P",
                of);
    }

    private static long kernelThread(Process daemon) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + daemon.pid() + "/task"))) {
            return threads.filter(DeafDaemonIT::isOfKernel)
                    .mapToLong(thread -> Long.parseLong(thread.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isOfKernel(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).equals("pm-kernel\n");
        } catch (IOException e) {
            return false;
        }
    }
}
