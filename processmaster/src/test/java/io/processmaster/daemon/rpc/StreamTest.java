package io.processmaster.daemon.rpc;

import static io.processmaster.daemon.rpc.RawClient.kind;
import static io.processmaster.daemon.rpc.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StreamTest {
    @TempDir
    private Path directory;

    @Test
    void eventsArriveAsTheyHappen() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            JsonObject accepted = client.ask(request("events_follow", "{\"n\":2}"));
            assertThat(accepted.object("result").bool("following")).isTrue();
            assertThat(next(client)).isEqualTo("event past 1");
            assertThat(next(client)).isEqualTo("event past 2");
            server.control.followersBegun.acquire();
            for (int i = 3; i < 200; i++) {
                server.control.publish(ScriptedControl.event(i, "new"));
                assertThat(next(client)).isEqualTo("event new " + i);
            }
        }
    }

    private static String next(RawClient client) {
        JsonObject news = client.read().orElseThrow();
        JsonObject event = news.object("params");
        return news.text("method") + " " + event.text("message") + " " + event.integer("seq");
    }

    @Test
    void aHangUpEndsTheFollowerAtOnce() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            try (RawClient client = RawClient.greeted(server.socket)) {
                client.ask(request("events_follow", "{\"n\":0}"));
                server.control.followersBegun.acquire();
            }
            assertThat(server.control.followersEnded.tryAcquire(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void aHangUpEndsABusyFollower() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            try (RawClient client = RawClient.greeted(server.socket)) {
                client.ask(request("logs_follow", "{}"));
                assertThat(client.read().orElseThrow().text("method")).isEqualTo("log");
            }
            assertThat(server.control.followersEnded.tryAcquire(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void aClientThatTakesNothingLosesItsStream() throws Exception {
        RpcLimits hasty = new RpcLimits(
                4, 4, 1 << 20, 4, TestServer.LONG, TestServer.LONG, Duration.ofMillis(100), TestServer.LONG);
        try (TestServer server = new TestServer(directory, hasty);
                RawClient client = RawClient.greeted(server.socket)) {
            client.send(request("logs_follow", "{}") + "\n");
            assertThat(server.control.followersEnded.tryAcquire(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void anotherRequestEndsTheStreamAndIsAnswered() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            client.ask(request("events_follow", "{\"n\":0}"));
            server.control.followersBegun.acquire();
            assertThat(client.ask(request("status", "{}")).text("method")).isEqualTo("end");
            assertThat(client.read().orElseThrow().object("result").members()).containsKey("apps");
            assertThat(client.ask(request("events_follow", "{\"n\":0}"))
                            .object("result")
                            .bool("following"))
                    .isTrue();
        }
    }

    @Test
    void aRefusedStreamIsAnErrorAndABugOnlyAReference() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            assertThat(kind(client.ask(request("logs_follow", "{\"name\":\"ghost\"}"))))
                    .isEqualTo("unknown_app");
            assertThat(kind(client.ask(request("events_follow", "{\"name\":\"bug\"}"))))
                    .isEqualTo("internal");
            assertThat(client.ask(request("status", "{}")).findObject("result")).isNotEqualTo(Optional.empty());
        }
    }
}
