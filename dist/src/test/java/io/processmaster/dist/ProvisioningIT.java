package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What provisioning does to files and to who may run, seen through pmctl. */
final class ProvisioningIT {
    private static final String SLEEP = "exec sleep 1000";
    private static final String AS_NOBODY = "  user: nobody";
    private static final String EVERYTHING = "provisioning: [{path: ., ownership: {owner: nobody, recursive: true}}]";
    // Enough files that provisioning takes many times as long as an answer.
    private static final int MANY = 60_000;

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
    @Observes({
        "provisioning[].path",
        "provisioning[].ownership.owner",
        "provisioning[].ownership.group",
        "provisioning[].ownership.recursive",
        "provisioning[].mode",
        "provisioning[].add_net_bind_capability"
    })
    void theExampleOfTheManualRunsAsItsUserWithTheCapability() throws IOException {
        Path directory = home.directory("web");
        Path program = Files.createDirectories(directory.resolve("bin")).resolve("myserver");
        Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.COPY_ATTRIBUTES);
        home.define(
                "web",
                """
                process:
                  working_directory: %s
                  start_command: [./bin/myserver, "1000"]
                  user: nobody
                provisioning:
                  - path: .
                    ownership:
                      owner: nobody
                      group: "65534"
                      recursive: true
                    mode: "0770"
                  - path: ./bin/myserver
                    mode: "0750"
                    add_net_bind_capability: true
                """
                        .formatted(directory));
        daemon.start();
        AppStatus status = awaitLoaded("web");

        assertThat(facts(directory)).isEqualTo("65534:65534 0770");
        assertThat(facts(program)).isEqualTo("65534:65534 0750");
        assertThat(facts(marker("web"))).isEqualTo("0:0 0644");
        String process = "/proc/" + status.life().mainPid().orElseThrow() + "/status";
        assertThat(Files.readString(Path.of(process)))
                .containsPattern("Uid:\t65534\t65534")
                // cap_net_bind_service is bit 10.
                .contains("CapEff:\t0000000000000400");
        assertThat(status.place().provisioningDefined()).isTrue();
        assertThat(status.place().provisioningMarker()).contains(marker("web").toString());
        assertThat(status.place().provisioningMarkerExists()).isTrue();
        assertThat(daemon.remote().told("provisioning_started", "2 entries in " + directory))
                .isTrue();
        assertThat(daemon.remote().told("provisioned", "2 entries carried out")).isTrue();
    }

    @Test
    void anAppWhoseProvisioningFailsIsNotLoadedAndTheOthersAre() throws IOException {
        home.defineShell("bad", SLEEP, "provisioning: [{path: missing, mode: 0750}]");
        home.defineShell("good", SLEEP, AS_NOBODY, EVERYTHING);
        home.defineShell("plain", SLEEP);
        daemon.start();
        awaitLoaded("good");
        awaitLoaded("plain");
        Await.until(
                "it failed", () -> daemon.remote().told("provisioning_failed", "provisioning[0]: missing: no such"));
        daemon.pmctl("status", "bad").expect(4);
        assertThat(marker("bad")).doesNotExist();

        Outcome update = daemon.pmctl("update").expect(0);
        assertThat(update.stderr())
                .contains(home.definition("bad") + ": provisioning failed: provisioning[0]: missing: no such file or"
                        + " directory (create it; the daemon never does)");
        daemon.pmctl("status", "bad").expect(4);
        home.defineShell("new", SLEEP);
        daemon.pmctl("update", "--strict").expect(1);
        daemon.pmctl("status", "new").expect(4);

        Files.createDirectory(home.directory("bad").resolve("missing"));
        daemon.pmctl("update", "--strict").expect(0);
        daemon.awaitPhase("bad", "RUNNING");
        daemon.awaitPhase("new", "RUNNING");
        assertThat(facts(home.directory("bad").resolve("missing"))).isEqualTo("0:0 0750");
    }

    @Test
    void whatWasLoadedBeforeRunsOnOutdatedUntilItSucceeds() throws IOException {
        Path file = Files.writeString(home.directory("web").resolve("file"), "x");
        home.defineShell("web", SLEEP, "provisioning: [{path: file, mode: 0640}]");
        daemon.start();
        long pid = awaitLoaded("web").life().mainPid().orElseThrow();

        Files.delete(marker("web"));
        Files.delete(file);
        assertThat(daemon.pmctl("update").expect(0).stderr()).contains("file: no such file or directory");
        AppStatus outdated = daemon.remote().status("web");
        assertThat(outdated.outdated()).isTrue();
        assertThat(outdated.life().mainPid()).hasValue(pid);
        assertThat(outdated.place().provisioningMarkerExists()).isFalse();

        Files.writeString(file, "x");
        daemon.pmctl("update").expect(0);
        AppStatus status = daemon.remote().status("web");
        assertThat(status.outdated()).isFalse();
        assertThat(status.life().mainPid()).hasValue(pid);
        assertThat(facts(file)).isEqualTo("0:0 0640");
    }

    @Test
    void itIsDoneOnceAndAgainWhenTheMarkerIsRemoved() throws IOException {
        Path file = Files.writeString(home.directory("web").resolve("file"), "x");
        home.defineShell("web", SLEEP, "provisioning: [{path: file, mode: 0640}]");
        daemon.start();
        awaitLoaded("web");

        home.defineShell("web", SLEEP, "provisioning: [{path: file, mode: 0604}]");
        JsonObject plan = daemon.pmctl("update", "--dry-run", "--format", "json")
                .expect(0)
                .json();
        assertThat(plan.array("changes").compact()).contains("\"live\"", "\"provisioning\"");
        assertThat(daemon.remote().told("provisioning_changed", "")).isFalse();
        daemon.pmctl("update").expect(0);
        daemon.pmctl("update").expect(0);
        assertThat(facts(file)).isEqualTo("0:0 0640");
        assertThat(daemon.remote().events().stream()
                        .filter(entry -> entry.event().equals("provisioning_changed"))
                        .toList())
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains("rm " + marker("web")));

        Files.delete(marker("web"));
        daemon.pmctl("update", "--dry-run").expect(0);
        assertThat(marker("web")).doesNotExist();
        daemon.signal("HUP");
        Await.until("it is done again", () -> Files.exists(marker("web")));
        assertThat(facts(file)).isEqualTo("0:0 0604");
    }

    @Test
    void enablingAnAppWhoseProvisioningFailsStartsNothing() {
        home.defineShell("web", SLEEP, "global: {enabled: false}");
        daemon.start();
        home.defineShell("web", SLEEP, "provisioning: [{path: missing, mode: 0640}]", "global: {enabled: false}");

        assertThat(daemon.pmctl("enable", "web").expect(1).stderr()).contains("missing: no such file");

        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("STOPPED");
    }

    @Test
    void aRestartOfTheDaemonNeitherRestartsNorForgets() throws IOException {
        home.defineShell("web", SLEEP, AS_NOBODY, EVERYTHING);
        home.defineShell("off", SLEEP, AS_NOBODY, EVERYTHING);
        daemon.start();
        long pid = awaitLoaded("web").life().mainPid().orElseThrow();
        awaitLoaded("off");
        daemon.remote().stop("off");
        daemon.killHard();
        Files.delete(marker("web"));
        Files.delete(marker("off"));

        daemon.start();

        Await.until("both are provisioned", () -> Files.exists(marker("web")) && Files.exists(marker("off")));
        Await.until("off is loaded", () -> daemon.pmctl("status", "off").exit() == 0);
        assertThat(daemon.remote().status("web").life().mainPid()).hasValue(pid);
        assertThat(daemon.remote().status("off").life().phase()).isEqualTo("STOPPED");
        assertThat(daemon.remote().status("off").userStopped()).isTrue();
    }

    @Test
    void theSocketAnswersWhileManyFilesAreGivenAwayAndTheDaemonEndsInTheMiddleOfIt() throws IOException {
        home.defineShell("plain", SLEEP);
        daemon.start();
        Path directory = home.directory("many");
        for (int i = 0; i < MANY; i++) {
            Files.createFile(directory.resolve("f" + i));
        }
        home.defineShell("many", SLEEP, AS_NOBODY, EVERYTHING);

        try (RawConnection update = RawConnection.coBuilt(home.socket())) {
            update.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"update\",\"params\":{}}\n");
            Await.until("it has begun", () -> daemon.remote().told("provisioning_started", "many"));
            assertThat(daemon.remote().status("plain").life().phase()).isEqualTo("RUNNING");
            assertThat(marker("many")).doesNotExist();
            assertThat(daemon.terminate()).isZero();
        }

        assertThat(marker("many")).doesNotExist();
        daemon.start();
        awaitLoaded("many");
        assertThat(facts(directory.resolve("f0"))).startsWith("65534:");
    }

    private AppStatus awaitLoaded(String app) {
        Await.until(
                app + " is loaded",
                Await.LIMIT,
                () -> daemon.remote().status().stream()
                        .anyMatch(status -> status.application().equals(app)),
                home::output);
        return daemon.remote().awaitPhase(app, "RUNNING");
    }

    private Path marker(String app) {
        return home.directory(app).resolve(".pm_provisioned");
    }

    private static String facts(Path path) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        return String.format(
                Locale.ROOT, "%s:%s %04o", facts.get("uid"), facts.get("gid"), (int) facts.get("mode") & 07777);
    }
}
