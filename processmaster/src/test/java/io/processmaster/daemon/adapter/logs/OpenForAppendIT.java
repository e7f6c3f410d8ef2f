package io.processmaster.daemon.adapter.logs;

import static io.processmaster.daemon.adapter.files.Playground.STRANGER;
import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.adapter.posix.Umask;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenForAppendIT {
    private final AppLogFiles files = new AppLogFiles(process -> WEB);
    private Playground ground;
    private String decoyBefore;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
        decoyBefore = Playground.snapshot(ground.decoy());
    }

    @AfterEach
    void nothingOfRootWasTouched() throws IOException {
        if (ground != null) {
            assertThat(Playground.snapshot(ground.decoy())).isEqualTo(decoyBefore);
            ground.close();
        }
    }

    @Test
    void aNewFileAndItsDirectoriesBelongToTheAppWhateverTheUmask() throws Exception {
        for (int mask : List.of(0, 0777)) {
            try (Umask umask = new Umask(mask)) {
                String out = mask + "/b/out.log";
                append(ground.app(out, "err.log", List.of()), "hello\n");
                assertThat(facts(ground.home().resolve(out))).isEqualTo("rw-r----- 65534:65534");
                assertThat(facts(ground.home().resolve(mask + "/b"))).isEqualTo("rwxr-x--- 65534:65534");
                assertThat(umask).isNotNull();
            }
        }
        append(ground.app("a/b/out.log", "err.log", List.of()), "hello\n");
        Path file = ground.home().resolve("a/b/out.log");
        assertThat(file).hasContent("hello\n");
        assertThat(facts(file)).isEqualTo("rw-r----- 65534:65534");
        assertThat(facts(ground.home().resolve("a"))).isEqualTo("rwxr-x--- 65534:65534");
        assertThat(facts(ground.home().resolve("a/b"))).isEqualTo("rwxr-x--- 65534:65534");
    }

    @Test
    void anExistingFileIsAppendedToAndNotChanged() throws Exception {
        Path file = logs("stdout.log", "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        append(ground.app(), "new\n");
        append(ground.app(), "newer\n");
        assertThat(file).hasContent("old\nnew\nnewer\n");
        assertThat(facts(file)).isEqualTo("rw-rw-rw- 65534:65534");
    }

    @Test
    void aFileOfRootIsAccepted() throws Exception {
        Files.createDirectory(ground.home().resolve("logs"));
        Path file = Files.writeString(ground.home().resolve("logs/stdout.log"), "");
        append(ground.app(), "x\n");
        assertThat(file).hasContent("x\n");
    }

    @Test
    void absolutePathsInsideTheWorkingDirectoryAreRelativeToIt() throws Exception {
        append(ground.app(ground.home() + "/logs/x.log", "err.log", List.of()), "x\n");
        assertThat(facts(ground.home().resolve("logs"))).isEqualTo("rwxr-x--- 65534:65534");
    }

    @Test
    void absolutePathsOutsideAreAllowedButTheirDirectoryIsNotMade() throws Exception {
        Path outside = Files.createDirectory(ground.top().resolve("var"));
        append(ground.app(outside + "/x.log", "err.log", List.of()), "x\n");
        assertThat(facts(outside.resolve("x.log"))).isEqualTo("rw-r----- 65534:65534");
        assertThat(refusal(ground.app(outside + "/missing/x.log", "err.log", List.of())))
                .isEqualTo(
                        LaunchFailure.permanent(LaunchStage.LOGS, outside + "/missing: no such directory (create it)"));
    }

    @Test
    void aLinkInPlaceOfTheDirectoryIsRefused() throws Exception {
        link("logs", ground.decoy().resolve("inner"));
        assertThat(refusal(ground.app()))
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.LOGS,
                        "logs: is a symbolic link to " + ground.decoy() + "/inner; the daemon does not follow links"
                                + " that user web controls (replace it by a directory)"));
    }

    @Test
    void aLinkInPlaceOfTheFileIsRefused() throws Exception {
        Playground.give(Files.createDirectory(ground.home().resolve("logs")), WEB);
        link("logs/stdout.log", ground.decoy().resolve("secret"));
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: is a symbolic link to ");
        Files.delete(ground.home().resolve("logs/stdout.log"));
        link("logs/stdout.log", ground.decoy().resolve("not-there"));
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: is a symbolic link to ");
    }

    @Test
    void aSecondNameOfAnotherFileIsRefused() throws Exception {
        Path victim = Playground.write(ground.top().resolve("victim"), "of root\n", WEB);
        Files.createDirectory(ground.home().resolve("logs"));
        Files.createLink(ground.home().resolve("logs/stdout.log"), victim);
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: has 2 links");
        assertThat(victim).hasContent("of root\n");
    }

    @Test
    void whatIsNoRegularFileIsRefusedWithoutWaiting() throws Exception {
        Path logs = Files.createDirectory(ground.home().resolve("logs"));
        Playground.run("mkfifo", logs.resolve("stdout.log").toString());
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: is a FIFO");
        Files.delete(logs.resolve("stdout.log"));
        Playground.run("mknod", logs.resolve("stdout.log").toString(), "c", "1", "3");
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: is a character device");
        Files.delete(logs.resolve("stdout.log"));
        Files.createDirectory(logs.resolve("stdout.log"));
        assertThat(refusal(ground.app()).reason()).startsWith("logs/stdout.log: is a directory");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Playground.write(ground.home().resolve("logs"), "", WEB);
        assertThat(refusal(ground.app()).reason()).isEqualTo("logs: is a regular file, not a directory");
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        Playground.give(logs("stdout.log", ""), STRANGER);
        assertThat(refusal(ground.app()).reason())
                .isEqualTo("logs/stdout.log: is owned by user 12345, neither root nor web"
                        + " (change its owner or remove it)");
    }

    @Test
    void aMissingWorkingDirectoryIsToldAsSuch() throws Exception {
        Files.move(ground.home(), ground.top().resolve("gone"));
        assertThat(refusal(ground.app()))
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.WORKING_DIRECTORY, ground.home() + ": no such directory (create it)"));
    }

    @Test
    void pathsThatLeadOutAreRefused() throws Exception {
        assertThat(refusal(ground.app("../decoy/x.log", "e", List.of())).reason())
                .isEqualTo("../decoy/x.log: leads out of the working directory (give an absolute path)");
    }

    @Test
    void aWorkingDirectoryBehindALinkOfItsUserIsRefusedAndBehindOneOfRootAccepted() throws Exception {
        Path ofRoot = Files.createSymbolicLink(ground.top().resolve("current"), Path.of("home"));
        append(ground.app(ofRoot + "/../home/../current/x.log", "e", List.of()), "x\n");
        assertThat(ground.home().resolve("x.log")).hasContent("x\n");
        link("trap", ground.decoy());
        assertThat(refusal(ground.app(ground.home() + "/../home/trap/x.log", "e", List.of()))
                        .reason())
                .startsWith("trap: is a symbolic link to ");
        Path alias = ground.top().resolve("alias");
        Files.createSymbolicLink(alias, Path.of("home"));
        Playground.give(alias, WEB);
        assertThat(refusal(ground.app(alias + "/x.log", "e", List.of())).reason())
                .startsWith(alias + ": is a symbolic link owned by user nobody");
    }

    private void append(AppSpec app, String text) throws Exception {
        try (Handle handle = files.openForAppend(app, WEB, Stream.STDOUT)) {
            Files.writeString(Path.of("/proc/self/fd/" + handle.fd()), text, StandardOpenOption.APPEND);
        }
    }

    private LaunchFailure refusal(AppSpec app) {
        LaunchRefused refused =
                catchThrowableOfType(LaunchRefused.class, () -> files.openForAppend(app, WEB, Stream.STDOUT)
                        .close());
        return refused.failure();
    }

    private Path logs(String name, String text) throws IOException {
        Playground.give(Files.createDirectories(ground.home().resolve("logs")), WEB);
        return Playground.write(ground.home().resolve("logs").resolve(name), text, WEB);
    }

    private void link(String name, Path target) throws IOException {
        Playground.give(Files.createSymbolicLink(ground.home().resolve(name), target), WEB);
    }

    private static String facts(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " "
                + Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
    }
}
