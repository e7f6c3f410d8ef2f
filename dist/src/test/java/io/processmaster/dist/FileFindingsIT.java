package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings about names, modes, and the files that the daemon reads and writes for others. */
final class FileFindingsIT {
    private static final String SLEEP = "exec sleep 1000";
    private static final List<String> BAD_NAMES = List.of(
            "../escaped",
            "a/b",
            "/abs",
            "..",
            ".hidden",
            "-x",
            "cgroup.procs",
            "memory.max",
            "admin_actions",
            "all",
            "a b",
            "a\\nb",
            "a\\0b",
            "");

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
    @Finding(5)
    void aNameThatIsNoNameNeverBecomesAPartOfAPath() throws IOException {
        home.defineShell("good", SLEEP);
        for (int i = 0; i < BAD_NAMES.size(); i++) {
            home.defineShell("file" + i, SLEEP);
            Path file = home.definition("file" + i);
            Files.writeString(file, "application: \"" + BAD_NAMES.get(i) + "\"\n" + Files.readString(file));
        }
        Set<String> before = names(CgroupUnderTest.mount().orElseThrow());
        daemon.start();
        daemon.awaitPhase("good", "RUNNING");

        Outcome update = daemon.pmctl("update").expect(0);
        for (int i = 0; i < BAD_NAMES.size(); i++) {
            assertThat(update.stderr()).as(BAD_NAMES.get(i)).contains("file" + i + ".yaml:1:");
        }
        assertThat(daemon.remote().status())
                .extracting(app -> app.application())
                .containsExactly("good");
        assertThat(names(daemon.cgroup().path()).stream().filter(name -> !name.contains(".")))
                .containsOnly("good");
        Set<String> after = names(CgroupUnderTest.mount().orElseThrow());
        after.removeAll(before);
        after.removeIf(name -> name.startsWith("pm-"));
        assertThat(after).isEmpty();
    }

    @Test
    @Finding(8)
    void aModeIsOctalHoweverItIsWritten() throws IOException {
        List<String> spellings = List.of("640", "\"640\"", "0640", "\"0640\"", "\"0o640\"");
        for (int i = 0; i < spellings.size(); i++) {
            Path file = Files.createFile(home.directory("app" + i).resolve("file"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            home.defineShell("app" + i, SLEEP, "provisioning: [{path: file, mode: " + spellings.get(i) + "}]");
        }
        home.defineShell("bad", SLEEP, "provisioning: [{path: file, mode: 0698}]");
        home.configureSocket("mode: 600");
        daemon.start();

        for (int i = 0; i < spellings.size(); i++) {
            // Apps with files to prepare are loaded once the socket answers.
            String app = "app" + i;
            Await.until(app + " is loaded", () -> daemon.pmctl("status", app).exit() == 0);
            daemon.awaitPhase(app, "RUNNING");
            assertThat(mode(home.directory("app" + i).resolve("file")))
                    .as(spellings.get(i))
                    .isEqualTo("rw-r-----");
        }
        assertThat(mode(home.socket())).isEqualTo("rw-------");
        assertThat(daemon.pmctl("update").expect(0).stderr())
                .contains("bad.yaml:")
                .contains("mode");
    }

    @Test
    @Finding(22)
    void aHintShowsNothingOutsideTheWorkingDirectory() throws IOException {
        Decoy decoy = Decoy.in(home);
        Path directory = home.nobodysDirectory("web");
        Path inside = Files.writeString(directory.resolve("inside.log"), "what is the app's own\n");
        DaemonHome.giveToNobody(inside);
        DaemonHome.giveToNobody(Files.createSymbolicLink(directory.resolve("hint.log"), decoy.file("stdout.log")));
        DaemonHome.giveToNobody(Files.createSymbolicLink(directory.resolve("dir"), decoy.path()));
        home.defineShell("web", SLEEP, "  user: nobody", "logs: {hints: [inside.log, hint.log, dir/stderr.log]}");
        for (String way :
                List.of("../decoy/stdout.log", decoy.file("stdout.log").toString())) {
            home.defineShell("out", SLEEP, "logs: {hints: ['" + way + "']}");
            Outcome refused =
                    daemon.pmctl("validate", home.definition("out").toString()).expect(1);
            assertThat(refused.stdout() + refused.stderr()).contains("hints");
        }
        home.undefine("out");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");

        StringBuilder shown = new StringBuilder();
        try (Following following = Following.start(daemon, "logs", "web", "-f")) {
            following.await("what is the app's own");
            for (String[] question : new String[][] {
                {"logs", "web"}, {"logs", "web", "hint.log"}, {"logs", "web", "dir/stderr.log"},
            }) {
                Outcome logs = daemon.pmctl(question);
                shown.append(logs.stdout()).append(logs.stderr());
            }
            shown.append(following.output());
        }
        assertThat(shown.toString()).contains("what is the app's own").doesNotContain(Decoy.SECRET);
        decoy.assertUntouched();
    }

    @Test
    @Finding({39, 40})
    void enablingWritesThroughNoLinkAndUnderNoNameThatCanBeGuessed() throws Exception {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Set<String> temporary = new TreeSet<>();
        Path definitions = home.definition("web").getParent();
        try (WatchService watch = definitions.getFileSystem().newWatchService()) {
            definitions.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            for (int i = 0; i < 3; i++) {
                daemon.pmctl("disable", "web").expect(0);
                daemon.pmctl("enable", "web").expect(0);
            }
            Await.until("six of them were seen", () -> {
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents().forEach(event -> temporary.add(String.valueOf(event.context())));
                    key.reset();
                }
                return temporary.stream().filter(name -> name.endsWith(".tmp")).count() == 6;
            });
        }
        assertThat(temporary.stream().filter(name -> name.endsWith(".tmp")))
                .allMatch(name -> name.matches("\\.web\\.yaml\\.[0-9a-f]{16}\\.tmp"));

        Path real = home.path().resolve("real.yaml");
        Files.move(home.definition("web"), real);
        String text = Files.readString(real);
        Files.createSymbolicLink(home.definition("web"), real);
        assertThat(daemon.pmctl("disable", "web").expect(1).stderr()).contains("symbolic link");
        assertThat(Files.readString(real)).isEqualTo(text);
        assertThat(Files.isSymbolicLink(home.definition("web"))).isTrue();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
