package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings about the two ends of the socket: a stranger who talks to the daemon, and one who answers in its place. */
final class SocketFindingsIT {
    private static final int MOST_STREAMS = 64;
    private static final int MOST_REQUEST_BYTES = 1 << 20;
    private static final int MEBIBYTE = 1 << 20;
    private static final int FLOOD_MEBIBYTES = 80;
    private static final String SLEEP = "exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        home.defineShell("web", "echo hello; " + SLEEP);
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Finding(14)
    void followersTakeABoundedNumberOfThreadsAndLeaveRoomForEverybodyElse() throws IOException {
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long before = threads();
        List<RawConnection> followers = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_STREAMS; i++) {
                RawConnection follower = RawConnection.coBuilt(home.socket());
                followers.add(follower);
                assertThat(follower.ask("logs_follow", "{\"name\":\"web\",\"lines\":0}"))
                        .contains("\"following\":true");
            }
            RawConnection late = RawConnection.coBuilt(home.socket());
            followers.add(late);
            assertThat(late.ask("logs_follow", "{\"name\":\"web\"}")).contains("\"kind\":\"too_many_streams\"");
            assertThat(threads()).isLessThanOrEqualTo(before + 2L * MOST_STREAMS + 10);
            daemon.pmctl("restart", "web").expect(0);
        } finally {
            followers.forEach(RawConnection::close);
        }
    }

    @Test
    @Finding(15)
    void aRequestIsReadUpToABoundInSizeAndTime() {
        daemon.start();
        try (RawConnection slow = RawConnection.open(home.socket());
                RawConnection endless = RawConnection.open(home.socket())) {
            slow.send("{\"jsonrpc\":");
            endless.send("x".repeat(MOST_REQUEST_BYTES + 1));
            assertThat(endless.receive()).contains("error");
            assertThat(slow.receive()).contains("error");
            daemon.pmctl("status", "web").expect(0);
        }
    }

    @Test
    @Finding(20)
    void withoutAWordTheSocketIsWhereOnlyRootCanPutOne() {
        Outcome nobody = Commands.run(
                home.path(), List.of("env", "-u", "PMCTL_SOCK", Tree.pmctl().toString(), "version"));
        nobody.expect(0);
        Outcome help = Commands.run(home.path(), List.of(Tree.pmctl().toString(), "help"));
        assertThat(help.stdout())
                .contains("/run/processmaster/processmaster.sock")
                .doesNotContain("/tmp/");
    }

    @Test
    @Finding(23)
    void noMethodTakesSomethingElseThanTheNameOfAnApp() {
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        String sibling = "../" + daemon.cgroup().path().getFileName() + "/web";
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            for (Method method : List.of(Method.PERF, Method.WHY, Method.HISTORY, Method.LOGS, Method.DISABLE)) {
                for (String name : List.of(sibling, "web/", "./web", "..", "", "web\\u0000", "cgroup.procs")) {
                    assertThat(client.ask(method.wireName(), "{\"name\":\"" + name + "\"}"))
                            .as(method + " " + name)
                            .containsAnyOf("\"unknown_app\"", "\"invalid_params\"");
                }
            }
        }
        daemon.pmctl("perf", "web").expect(0);
    }

    @Test
    @Finding(36)
    void aClientReadsNoMoreOfAnAnswerThanItsBound() throws IOException, InterruptedException {
        Path socket = home.path().resolve("rogue.sock");
        try (ServerSocketChannel rogue = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            rogue.bind(UnixDomainSocketAddress.of(socket));
            Thread flood = new Thread(() -> flood(rogue));
            flood.start();

            Outcome status =
                    Commands.run(home.path(), List.of(Tree.pmctl().toString(), "-s", socket.toString(), "status"));

            assertThat(status.exit()).isNotZero();
            assertThat(status.stderr()).startsWith("pmctl: ").doesNotContain("OutOfMemory", "Exception");
            flood.join(Await.LIMIT.toMillis());
            assertThat(flood.isAlive()).isFalse();
        }
    }

    private static void flood(ServerSocketChannel rogue) {
        try (SocketChannel victim = rogue.accept()) {
            ByteBuffer line = ByteBuffer.wrap("x".repeat(MEBIBYTE).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (int i = 0; i < FLOOD_MEBIBYTES; i++) {
                line.rewind();
                while (line.hasRemaining()) {
                    victim.write(line);
                }
            }
        } catch (IOException e) {
            // It hung up, as it should.
            return;
        }
    }

    private long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + daemon.daemon().pid() + "/task"))) {
            return tasks.count();
        }
    }
}
