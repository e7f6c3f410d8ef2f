package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients of PM2 and PMDaemon get from a real daemon over HTTP. */
final class RestIT {
    private static final String SLEEP = "echo hello; echo trouble >&2; exec sleep 1000";

    private final HttpClient client = HttpClient.newHttpClient();
    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        home.configureConsole(
                "allow_create: true",
                "auth:\n  tokens:\n" + token("root-robot", "admin") + token("ops-robot", "operator")
                        + token("eye-robot", "viewer"));
        home.defineShell("web", SLEEP).defineShell("7", SLEEP, "global: {enabled: false}");
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    // The console opens a moment after the socket.
    private void start() {
        daemon.start();
        Await.until(
                "the console answers",
                Await.LIMIT,
                () -> RawHttp.at(home.consolePort()).isAnswered(),
                home::output);
    }

    private static String token(String name, String role) {
        return "    - {name: " + name + ", hash: \"sha256:" + sha256(name) + "\", role: " + role + "}\n";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer that has been read. */
    private record Answer(int status, JsonObject json) {
        Answer expect(int wanted) {
            assertThat(status).as(json.compact()).isEqualTo(wanted);
            assertThat(json.bool("success")).isEqualTo(wanted < 300);
            return this;
        }
    }

    private Answer ask(String robot, String verb, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + home.consolePort() + "/api" + path))
                .header("Authorization", "Bearer " + robot)
                .method(verb, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonReader.readObject(response.body()));
        } catch (IOException e) {
            throw new AssertionError(verb + " " + path + "\n" + home.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private JsonObject process(String id) {
        return ask("eye-robot", "GET", "/processes/" + id, "")
                .expect(200)
                .json()
                .object("data");
    }

    @Test
    void anAppIsShownStoppedStartedAndDeleted() {
        start();
        daemon.awaitPhase("web", "RUNNING");
        JsonObject web = process("web");
        assertThat(web.text("status")).isEqualTo("online");
        assertThat(web.integer("pid")).isEqualTo(daemon.status("web").integer("main_pid"));
        String id = Long.toString(web.integer("pm_id"));

        ask("ops-robot", "POST", "/processes/" + id + "/start", "").expect(409);
        ask("ops-robot", "POST", "/processes/web/stop", "").expect(200);
        assertThat(process(id).text("status")).isEqualTo("stopped");
        ask("ops-robot", "POST", "/processes/web/start", "{}").expect(200);
        long before = process("web").integer("pid");
        Answer reloaded = ask("ops-robot", "POST", "/processes/web/reload", "").expect(200);
        assertThat(reloaded.json().object("data").integer("pid")).isNotEqualTo(before);

        ask("ops-robot", "DELETE", "/processes/web", "").expect(403);
        ask("root-robot", "DELETE", "/processes/web", "").expect(200);
        assertThat(process("web").object("pm2_env").bool("enabled")).isFalse();
        assertThat(home.definition("web")).exists();
        ask("ops-robot", "POST", "/processes/web/start", "").expect(409);
        ask("ops-robot", "POST", "/processes/web/start", "{\"force\":true}").expect(200);
        assertThat(daemon.pmctl("events").expect(0).stdout()).contains("disable web by web:root-robot");
    }

    @Test
    void numbersOutliveTheDaemonAndNamesGoFirst() {
        start();
        long web = process("web").integer("pm_id");
        long seven = process("7").integer("pm_id");
        assertThat(web).isNotEqualTo(seven);
        daemon.terminate();
        home.defineShell("a-new-one", SLEEP);
        start();
        assertThat(process("web").integer("pm_id")).isEqualTo(web);
        assertThat(process("7").integer("pm_id")).isEqualTo(seven);
        assertThat(process(Long.toString(web)).text("name")).isEqualTo("web");
        assertThat(process("a-new-one").integer("pm_id")).isEqualTo(2);
    }

    @Test
    void logsAreForOperators() {
        start();
        daemon.awaitPhase("web", "RUNNING");
        ask("eye-robot", "GET", "/logs/web", "").expect(403);
        Await.until(
                "the app has written",
                Await.LIMIT,
                () -> logs().text("stdout").equals("hello\n")
                        && logs().text("stderr").equals("trouble\n"),
                home::output);
        ask("ops-robot", "GET", "/logs/web?lines=10001", "").expect(400);
    }

    private JsonObject logs() {
        return ask("ops-robot", "GET", "/logs/web?lines=5", "")
                .expect(200)
                .json()
                .object("data");
    }

    @Test
    void theHostAndAllAppsAreInOneAnswer() {
        start();
        JsonObject data =
                ask("eye-robot", "GET", "/status", "").expect(200).json().object("data");
        assertThat(data.array("processes").values()).hasSize(2);
        assertThat(data.object("system").object("memory").integer("total")).isPositive();
        ask("eye-robot", "GET", "/system", "").expect(200);
        assertThat(ask("eye-robot", "GET", "/processes/ghost", "")
                        .expect(404)
                        .json()
                        .text("error"))
                .isEqualTo("Process not found");
    }

    @Test
    @Observes("web_console.allow_create")
    void anAppIsCreatedOnlyAsAGoodDefinition() throws IOException {
        start();
        Path work = home.directory("api");
        String good = "{\"name\":\"api\",\"script\":\"/bin/sleep\",\"args\":[\"1000\"],\"cwd\":\"" + work
                + "\",\"env\":{\"KEY\":\"s3cret: \\\"x\\\"\"}}";
        ask("ops-robot", "POST", "/processes", good).expect(403);
        assertThat(home.definition("api")).doesNotExist();

        Answer wrong = ask("root-robot", "POST", "/processes", good.replace(work.toString(), "/no/such/place"));
        assertThat(wrong.expect(400).json().array("problems").texts().toString())
                .contains("working_directory");
        ask("root-robot", "POST", "/processes", good.replace("\"api\"", "\"../api\""))
                .expect(400);
        ask("root-robot", "POST", "/processes", good.replace("\"args\"", "\"arg\""))
                .expect(400);
        ask("root-robot", "POST", "/processes", good.replace("\"api\"", "\"web\""))
                .expect(409);
        assertThat(home.definition("api")).doesNotExist();

        Answer created = ask("root-robot", "POST", "/processes", good).expect(201);
        assertThat(created.json().compact()).doesNotContain("s3cret").contains("\"KEY\":\"[redacted]\"");
        daemon.awaitPhase("api", "RUNNING");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.definition("api"))))
                .isEqualTo("rw-------");
        ask("root-robot", "POST", "/processes", good).expect(409);
        assertThat(daemon.pmctl("events").expect(0).stdout()).contains("create api by web:root-robot");
    }
}
