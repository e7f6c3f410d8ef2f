package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apps made from directories by a real daemon, and what the owner of such a directory cannot do. */
final class AutoServiceIT {
    private static final Duration ATTACK = Duration.ofSeconds(12);
    private static final String SLEEP = "exec sleep 1000";
    private static final int UNKNOWN = 4;

    private DaemonUnderTest daemon;
    private DaemonHome home;
    private Path auto;

    @BeforeEach
    void prepare() throws IOException {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        home.configureGlobal("auto_service_directory: auto");
        auto = Files.createDirectory(home.path().resolve("auto"));
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void theExamplesRun() {
        Path examples = Tree.source().resolve("examples/auto_services");
        Commands.run(home.path(), List.of("cp", "-R", examples + "/.", auto.toString()))
                .expect(0);
        Commands.run(home.path(), List.of("chown", "-R", "0:0", auto.toString()))
                .expect(0);
        daemon.start();

        daemon.awaitPhase("hello", "RUNNING");
        daemon.awaitPhase("clock", "RUNNING");
        assertThat(daemon.status("hello").text("source_file"))
                .isEqualTo(auto.resolve("hello").toString());
        assertThat(daemon.status("clock").text("source_file"))
                .isEqualTo(auto.resolve("clock/service.yml").toString());
        daemon.pmctl("status", "later").expect(UNKNOWN);
    }

    @Test
    @Observes("global.auto_service_directory")
    void aDirectoryIsAnAppAsLongAsItIsThere() throws IOException {
        service("shop", SLEEP);
        service("api", SLEEP);
        service("old.disabled", SLEEP);
        daemon.start();
        long shop = runningPid("shop");
        long api = runningPid("api");
        service("lost+found", SLEEP);
        service("fresh", SLEEP);

        Outcome update = daemon.pmctl("update").expect(0);
        assertThat(update.stderr()).contains(auto.resolve("lost+found") + ": the app's name");
        assertThat(runningPid("fresh")).isPositive();
        assertThat(runningPid("shop")).isEqualTo(shop);

        Files.move(auto.resolve("shop"), auto.resolve("shop.disabled"));
        Commands.run(home.path(), List.of("rm", "-rf", auto.resolve("fresh").toString()))
                .expect(0);
        Files.move(auto.resolve("old.disabled"), auto.resolve("old"));
        daemon.pmctl("update").expect(0);

        for (String gone : List.of("shop", "fresh")) {
            Await.until(gone + " is gone", () -> !daemon.cgroup().app(gone).exists());
            Await.until(
                    gone + " is forgotten", () -> daemon.pmctl("status", gone).exit() == UNKNOWN);
        }
        assertThat(runningPid("old")).isPositive();
        assertThat(runningPid("api")).isEqualTo(api);
    }

    @Test
    void aNameInBothPlacesLetsNothingBeApplied() throws IOException {
        service("shop", SLEEP);
        daemon.start();
        long before = runningPid("shop");
        home.defineShell("shop", SLEEP).defineShell("fresh", SLEEP);

        Outcome outcome = daemon.pmctl("update").expect(1);

        assertThat(outcome.stderr())
                .contains("app shop is defined twice", auto.resolve("shop").toString())
                .contains(home.definition("shop").toString());
        assertThat(runningPid("shop")).isEqualTo(before);
        daemon.pmctl("status", "fresh").expect(UNKNOWN);
    }

    @Test
    void aMarkerAsksForANewDefinitionAndLookingDoesNotAnswerIt() throws IOException {
        Path shop = service("shop", SLEEP);
        String old = "process: {nice: 3}\n";
        Files.writeString(shop.resolve("service.yml"), old);
        daemon.start();
        long before = runningPid("shop");
        Path marker = Files.createFile(shop.resolve(".regen_pm_config"));

        assertThat(daemon.pmctl("update", "--dry-run").expect(0).stdout()).isEqualTo("shop: restart (process.nice)\n");
        Commands.run(
                        home.path(),
                        List.of(
                                Tree.processmaster().toString(),
                                "--check",
                                "-c",
                                home.writeConfig().toString()))
                .expect(0);
        assertThat(marker).exists();
        assertThat(shop.resolve("service.yml")).hasContent(old);
        assertThat(runningPid("shop")).isEqualTo(before);

        daemon.pmctl("update").expect(0);
        assertThat(marker).doesNotExist();
        assertThat(shop.resolve("service.yml.bak")).hasContent(old);
        assertThat(runningPid("shop")).isNotEqualTo(before);
        assertThat(daemon.remote().told("service_regenerated", "service.yml.bak"))
                .isTrue();
        assertThat(daemon.pmctl("validate", shop.resolve("service.yml").toString())
                        .expect(0)
                        .stdout())
                .contains("OK");

        long after = runningPid("shop");
        daemon.terminate();
        Files.createFile(marker);
        daemon.start();
        assertThat(runningPid("shop")).isNotEqualTo(after);
        assertThat(shop.resolve("service.yml.bak.1")).exists();
        assertThat(marker).doesNotExist();
    }

    @Test
    @Observes({"global.default_service_user", "global.default_service_group"})
    void theDefaultUserAndGroupAreThoseOfTheProcess() throws IOException {
        home.configureGlobal("default_service_user: '" + DaemonHome.NOBODY + "'")
                .configureGlobal("default_service_group: '1'");
        service("shop", SLEEP);
        daemon.start();
        List<String> status = Files.readAllLines(Path.of("/proc/" + runningPid("shop") + "/status"));
        assertThat(status).contains("Uid:\t65534\t65534\t65534\t65534", "Gid:\t1\t1\t1\t1");
    }

    @Test
    void disableAndEnableWriteAFileWhereThereIsNone() throws IOException {
        Path shop = service("shop", SLEEP);
        daemon.start();
        runningPid("shop");

        daemon.pmctl("disable", "shop").expect(0);
        daemon.awaitPhase("shop", "STOPPED");
        Path file = shop.resolve("service.yml");
        assertThat(Files.readString(file)).contains("enabled: false", "start_command: [\"./run.sh\"]");
        assertThat(daemon.status("shop").text("source_file")).isEqualTo(file.toString());

        daemon.pmctl("enable", "shop").expect(0);
        assertThat(runningPid("shop")).isPositive();
        assertThat(Files.readString(file)).contains("enabled: true");
    }

    @Test
    @Finding(25)
    void theOwnerOfADirectoryDoesNotBecomeRoot() throws IOException {
        Path proof = proof();
        for (String name : List.of("bare", "own", "link", "marked")) {
            Path service = service(name, note(proof));
            DaemonHome.giveToNobody(service);
            DaemonHome.giveToNobody(service.resolve("run.sh"));
        }
        String asRoot = "process: {user: root}\n";
        DaemonHome.giveToNobody(Files.writeString(auto.resolve("own/service.yml"), asRoot));
        Path real = Files.writeString(home.path().resolve("real.yml"), asRoot);
        DaemonHome.giveToNobody(Files.createSymbolicLink(auto.resolve("link/service.yml"), real));
        DaemonHome.giveToNobody(Files.createFile(auto.resolve("marked/.regen_pm_config")));
        service("good", SLEEP);
        daemon.start();
        runningPid("good");

        Outcome update = daemon.pmctl("update").expect(0);
        for (String name : List.of("bare", "own", "link", "marked")) {
            assertThat(update.stderr()).contains(auto.resolve(name) + ": it belongs to user");
            daemon.pmctl("status", name).expect(UNKNOWN);
        }
        assertThat(auto.resolve("marked/.regen_pm_config")).exists();
        assertThat(auto.resolve("marked/service.yml")).doesNotExist();
        assertThat(ranAs(proof)).isEmpty();
    }

    @Test
    @Finding(25)
    void nothingRunsAsRootHoweverAUserExchangesTheFilesOfTheirService() throws IOException {
        home.configureGlobal("default_service_user: '" + DaemonHome.NOBODY + "'");
        Decoy decoy = Decoy.in(home);
        Path proof = proof();
        Path web = service("web", note(proof));
        Path stash = Files.createDirectory(web.resolve("stash"));
        String evil = "process: {user: root, start_command: [/bin/sh, -c, '" + note(proof) + "']}\n";
        DaemonHome.giveToNobody(Files.writeString(stash.resolve("mine.yml"), evil));
        DaemonHome.giveToNobody(web.resolve("run.sh"));
        DaemonHome.giveToNobody(stash);
        DaemonHome.giveToNobody(web);
        daemon.start();
        Process attacker = asNobody(
                """
                cd "$1"
                while :; do
                    mv -f stash/roots.yml service.yml; mv -f service.yml stash/roots.yml
                    mv -f stash/roots.yml service.yml; : >.regen_pm_config; mv -f service.yml.bak stash/roots.yml
                    cp stash/mine.yml service.yml; rm -f service.yml
                    ln -s stash/roots.yml service.yml; rm -f service.yml
                    ln -s "$2/token" service.yml; rm -f service.yml
                    ln -s "$2/stdout.log" .service.yml.new; rm -f .service.yml.new
                    mkfifo service.yml; rm -f service.yml
                    mkdir service.yml; rmdir service.yml
                    rm -f service.yml* .regen_pm_config
                done 2>/dev/null
                """,
                web,
                decoy.path());
        int good = 0;
        int bad = 0;
        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            long end = System.nanoTime() + ATTACK.toNanos();
            while (System.nanoTime() < end || Math.min(good, bad) == 0) {
                assertThat(attacker.isAlive()).isTrue();
                assertThat(System.nanoTime() - end).isLessThan(Await.LIMIT.toNanos());
                if (!Files.exists(stash.resolve("roots.yml"))) {
                    Files.writeString(stash.resolve("roots.yml"), evil);
                }
                boolean clean = client.ask("update", "{}").contains("\"warnings\":[]");
                good += clean ? 1 : 0;
                bad += clean ? 0 : 1;
                client.ask(bad % 2 == 0 ? "enable" : "disable", "{\"name\":\"web\"}");
                client.ask("restart", "{\"names\":[\"web\"],\"force\":true}");
            }
        } finally {
            attacker.destroyForcibly();
            Await.until("the attacker is gone", () -> !attacker.isAlive());
        }
        decoy.assertUntouched();
        assertThat(ranAs(proof)).isNotEmpty().containsOnly(Integer.toString(DaemonHome.NOBODY));
    }

    /** A directory where every user may leave what nobody else can remove. */
    private Path proof() throws IOException {
        Path proof = Files.createDirectory(home.path().resolve("proof"));
        Files.setAttribute(proof, "unix:mode", 01777);
        return proof;
    }

    /** A script that leaves behind who runs it. */
    private static String note(Path proof) {
        return "id -u >" + proof + "/$$; " + SLEEP;
    }

    private static List<String> ranAs(Path proof) throws IOException {
        try (Stream<Path> files = Files.list(proof)) {
            List<String> users = new ArrayList<>();
            for (Path file : files.toList()) {
                users.add(Files.getAttribute(file, "unix:uid").toString());
            }
            return users;
        }
    }

    private Path service(String name, String script) throws IOException {
        Path service = Files.createDirectory(auto.resolve(name));
        Path run = Files.writeString(service.resolve("run.sh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        return service;
    }

    private long runningPid(String app) {
        daemon.awaitPhase(app, "RUNNING");
        return daemon.status(app).integer("main_pid");
    }

    private static Process asNobody(String script, Path... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + DaemonHome.NOBODY, "--regid=" + DaemonHome.NOBODY, "--clear-groups"));
        command.addAll(List.of("sh", "-c", script, "attacker"));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
