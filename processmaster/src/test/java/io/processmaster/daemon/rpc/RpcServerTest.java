package io.processmaster.daemon.rpc;

import static io.processmaster.daemon.rpc.RawClient.code;
import static io.processmaster.daemon.rpc.RawClient.kind;
import static io.processmaster.daemon.rpc.RawClient.message;
import static io.processmaster.daemon.rpc.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RpcServerTest {
    private static final String STRANGER = RawClient.HELLO.replace("\"id\",\"build_time", "\"other\",\"build_time");

    @TempDir
    private Path directory;

    private TestServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new TestServer(directory, TestServer.PATIENT);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aCoBuiltClientIsServed() throws Exception {
        try (DaemonClient client = DaemonClient.connect(server.socket, ScriptedControl.BUILD)) {
            assertThat(client.server()).isEqualTo(server.control.serverInfo());
            JsonObject result = client.call(Method.STOP, JsonReader.readObject("{\"names\":[\"web\"]}"));
            assertThat(result.array("results").objects(r -> r.text("application")))
                    .containsExactly("web");
            assertThat(server.control.asked.take())
                    .startsWith("stop [web] by uid=")
                    .endsWith("(someone) pid=" + ProcessHandle.current().pid());
        }
    }

    @Test
    void aDatabaseOfUsersThatHangsKeepsNobodyElseWaiting() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        UserNames hanging = uid -> {
            if (asked.incrementAndGet() == 1) {
                await(answers);
            }
            return Optional.of("someone");
        };
        try (TestServer slow = new TestServer(directory.resolve("slow"), TestServer.PATIENT, hanging);
                DaemonClient first = DaemonClient.connect(slow.socket, ScriptedControl.BUILD);
                DaemonClient second = DaemonClient.connect(slow.socket, ScriptedControl.BUILD)) {
            Thread stuck = new Thread(() -> stop(first), "stuck");
            stuck.start();
            while (asked.get() == 0) {
                Thread.onSpinWait();
            }
            second.call(Method.STATUS, JsonObject.EMPTY);
            assertThat(asked).as("to look at something is nobody's deed").hasValue(1);
            stop(second);
            assertThat(slow.control.asked.take()).startsWith("status");
            assertThat(slow.control.asked.take()).startsWith("stop [web] by uid=");
            assertThat(slow.control.asked).isEmpty();
            answers.countDown();
            stuck.join();
            assertThat(slow.control.asked.take()).startsWith("stop [web] by uid=");
        } finally {
            answers.countDown();
        }
    }

    private static void stop(DaemonClient client) {
        try {
            client.call(Method.STOP, JsonReader.readObject("{\"names\":[\"web\"]}"));
        } catch (DaemonUnreachable | RpcFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherBuildIsRefusedForEverythingWithBothBuilds() throws Exception {
        assertThatExceptionOfType(RpcFailure.class)
                .isThrownBy(
                        () -> DaemonClient.connect(server.socket, new BuildInfo("1.0", "other", "now", "elsewhere")))
                .withMessageContaining("other built now on elsewhere")
                .withMessageContaining("id built then on there")
                .satisfies(e -> assertThat(e.code()).isEqualTo(-32001))
                .satisfies(e -> assertThat(e.kind()).isEqualTo("not_co_built"));
        try (RawClient client = new RawClient(server.socket)) {
            client.ask(STRANGER);
            JsonObject reply = client.ask(request("server_version", "{}"));
            assertThat(code(reply)).isEqualTo(-32001);
            assertThat(message(reply)).contains("other built then on there", "id built then on there");
        }
        assertThat(server.control.asked).isEmpty();
    }

    @Test
    void anotherBuildThatDoesNotWaitForTheAnswerToItsHelloIsNotServedEither() throws Exception {
        try (RawClient client = new RawClient(server.socket)) {
            client.send(STRANGER + "\n" + request("stop", "{\"names\":[\"web\"]}") + "\n");
            assertThat(code(client.read().orElseThrow())).isEqualTo(-32001);
            assertThat(code(client.read().orElseThrow())).isEqualTo(-32001);
        }
        assertThat(server.control.asked).isEmpty();
    }

    @Test
    void nothingIsDoneBeforeHello() throws IOException {
        try (RawClient client = new RawClient(server.socket)) {
            JsonObject reply = client.ask(request("stop", "{\"names\":[\"web\"]}"));
            assertThat(code(reply)).isEqualTo(-32001);
            assertThat(kind(reply)).isEqualTo("hello_first");
            assertThat(code(client.ask(request("no_such_method", "{}")))).isEqualTo(-32001);
            assertThat(client.ask(RawClient.HELLO).object("result").integer("pid"))
                    .isEqualTo(42);
        }
        assertThat(server.control.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "start | {\"names\":[\"a\"]} | start StartOptions[force=false, readyWithin=Optional.empty] [a]",
                "start | {\"names\":[\"a\"],\"force\":true,\"wait\":true} | start StartOptions[force=true, readyWithin=Optional[PT30S]] [a]",
                "start | {\"names\":[\"a\"],\"wait\":true,\"timeout_ms\":5} | start StartOptions[force=false, readyWithin=Optional[PT0.005S]] [a]",
                "stop | {\"names\":[\"all\"]} | stop [all]",
                "restart | {\"names\":[\"a\",\"b\"],\"force\":true} | restart force=true [a, b]",
                "enable | {\"name\":\"a\"} | enable [a]",
                "disable | {\"name\":\"a\"} | disable [a]",
                "pause | {\"names\":[\"a\"]} | pause [a]",
                "resume | {\"names\":[\"a\"]} | resume [a]",
                "signal | {\"name\":\"a\",\"signal\":\"usr1\"} | signal SIGUSR1 [a]",
                "update | {\"dry_run\":true} | update dryRun=true strict=false",
                "update | {\"strict\":true} | update dryRun=false strict=true",
                "status | {} | status []",
                "status | {\"brief\":true} | brief []",
                "status | {\"brief\":false,\"names\":[\"a\"]} | status [a]",
                "logs | {} | logs LogQuery[app=Optional.empty, file=Optional.empty, lines=50, grep=Optional.empty, since=Optional.empty]",
                "logs | {\"name\":\"a\",\"file\":\"f\",\"lines\":3} | logs LogQuery[app=Optional[a], file=Optional[f], lines=3, grep=Optional.empty, since=Optional.empty]",
                "logs | {\"name\":\"a\",\"grep\":\"e+\",\"since_ms\":0} | logs LogQuery[app=Optional[a], file=Optional.empty, lines=50, grep=Optional[e+], since=Optional[1970-01-01T00:00:00Z]]",
                "events | {} | events Optional.empty 200",
                "events | {\"name\":\"a\",\"n\":3} | events Optional[a] 3",
                "history | {\"name\":\"a\"} | history a 20"
            })
    void parametersReachTheUseCase(String method, String params, String asked) throws Exception {
        try (RawClient client = RawClient.greeted(server.socket)) {
            client.ask(request(method, params)).object("result");
            assertThat(server.control.asked.take()).startsWith(asked);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\"} | -32601 | unknown_method",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"stop\"} | -32602 | invalid_params",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"stop\",\"params\":[\"web\"]} | -32602 | invalid_params",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\",\"params\":{\"app\":\"x\"}} | -32602 | invalid_params",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"signal\",\"params\":{\"name\":\"a\",\"signal\":\"SIGNOPE\"}} | -32602 | invalid_params",
                "{\"jsonrpc\":\"2.0\",\"method\":\"status\"} | -32600 | invalid_request",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"status\"} | -32600 | invalid_request",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"status\"} | -32600 | invalid_request",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"status\"} | -32600 | invalid_request",
                "{\"id\":1,\"method\":\"status\"} | -32600 | invalid_request",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5} | -32600 | invalid_request",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\"}] | -32600 | invalid_request",
                "[] | -32600 | invalid_request",
                "7 | -32600 | invalid_request",
                "{\"jsonrpc\":\"2.0\" | -32700 | parse_error",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"status\"} | -32700 | parse_error",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"why\",\"params\":{\"name\":\"ghost\"}} | -32000 | unknown_app"
            })
    void aBadRequestIsAnsweredAndTheConnectionGoesOn(String line, long code, String kind) throws IOException {
        try (RawClient client = RawClient.greeted(server.socket)) {
            JsonObject reply = client.ask(line);
            assertThat(code(reply)).isEqualTo(code);
            assertThat(kind(reply)).isEqualTo(kind);
            assertThat(client.ask(request("status", "{}"))
                            .object("result")
                            .array("apps")
                            .values())
                    .isEmpty();
        }
    }

    @Test
    void aReferenceLeadsFromABugToTheLog() throws IOException {
        try (RawClient client = RawClient.greeted(server.socket)) {
            JsonObject reply = client.ask(request("why", "{\"name\":\"bug\"}"));
            assertThat(kind(reply)).isEqualTo("internal");
            assertThat(message(reply))
                    .contains(reply.object("error").object("data").text("reference"))
                    .doesNotContain("scripted bug");
            assertThat(client.ask(request("why", "{\"name\":\"web\"}"))
                            .object("result")
                            .text("phase"))
                    .isEqualTo("RUNNING");
        }
    }

    @Test
    void anActionIsAnErrorOnlyWhenItWorkedForNoApp() throws IOException {
        try (RawClient client = RawClient.greeted(server.socket)) {
            JsonObject mixed = client.ask(request("stop", "{\"names\":[\"bad\",\"good\"]}"));
            assertThat(mixed.object("result").array("results").objects(r -> r.bool("ok")))
                    .containsExactly(false, true);
            JsonObject failed = client.ask(request("stop", "{\"names\":[\"bad1\",\"bad2\"]}"));
            assertThat(kind(failed)).isEqualTo("stop_failed");
            assertThat(message(failed)).isEqualTo("bad1: it would not (and 1 more failed)");
            assertThat(failed.object("error").object("data").array("results").objects(r -> r.text("application")))
                    .containsExactly("bad1", "bad2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a string\"", "12345678901234567890", "-1.5e3"})
    void theIdComesBackAsItWasGiven(String id) throws IOException {
        try (RawClient client = RawClient.greeted(server.socket)) {
            assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"status\"}")
                            .compact())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"apps\":[]}}");
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInOrder() throws IOException {
        try (RawClient client = RawClient.greeted(server.socket)) {
            StringBuilder lines = new StringBuilder();
            for (int id = 0; id < 500; id++) {
                lines.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"method\":\"status\"}\n");
            }
            client.send(lines.toString());
            for (int id = 0; id < 500; id++) {
                assertThat(client.read().orElseThrow().integer("id")).isEqualTo(id);
            }
        }
    }

    @Test
    void closingEndsConnectionsAndStreamsAndRemovesTheSocket() throws Exception {
        try (RawClient idle = RawClient.greeted(server.socket);
                RawClient follower = RawClient.greeted(server.socket)) {
            follower.ask(request("events_follow", "{\"n\":0}"));
            server.control.followersBegun.acquire();
            server.close();
            assertThat(follower.read().orElseThrow().object("params").text("reason"))
                    .isEqualTo("the daemon is ending");
            assertThat(follower.read()).isEmpty();
            assertThat(idle.read()).isEmpty();
            assertThat(server.socket).doesNotExist();
        }
    }
}
