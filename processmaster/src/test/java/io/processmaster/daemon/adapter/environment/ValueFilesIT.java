package io.processmaster.daemon.adapter.environment;

import static io.processmaster.daemon.adapter.files.Playground.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.daemon.adapter.files.Playground;
import io.processmaster.daemon.core.launch.LaunchRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ValueFilesIT {
    private final LaunchEnvironment environment = new LaunchEnvironment(Map.of());
    private Playground ground;

    @BeforeEach
    void makeGround() throws IOException {
        ground = new Playground();
    }

    @AfterEach
    void removeGround() throws IOException {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void filesOfTheAppAreReadWithTheirNewline() throws Exception {
        Playground.write(ground.home().resolve("token"), "abc\n", WEB);
        assertThat(value("@file://token")).isEqualTo("abc\n");
        assertThat(value("@file://" + ground.home() + "/token")).isEqualTo("abc\n");
    }

    @Test
    void secretsOfRootAreGivenFromDirectoriesThatOnlyRootChanges() throws Exception {
        assertThat(value("@file://" + ground.decoy() + "/secret")).isEqualTo("of root\n");
    }

    @Test
    void aFileOfRootThatTheUserRenamedIntoPlaceIsRefused() throws Exception {
        Path stolen = Files.writeString(ground.home().resolve("token"), "S3CRET");
        Files.setPosixFilePermissions(stolen, PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal("@file://token")).startsWith("X: token: user web may not read it");
        Files.setPosixFilePermissions(stolen, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(value("@file://token")).isEqualTo("S3CRET");
    }

    @Test
    void aFileOfRootThatTheUserMovedIntoASharedDirectoryIsRefused() throws Exception {
        Path shared = Files.createDirectory(ground.top().resolve("shared"));
        Playground.run("chmod", "1777", shared.toString());
        Path stolen = Files.writeString(shared.resolve("token"), "S3CRET");
        Files.setPosixFilePermissions(stolen, PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal("@file://" + stolen)).contains("user web may not read it");
    }

    @Test
    void linksLeadNowhere() throws Exception {
        Files.createSymbolicLink(ground.home().resolve("token"), ground.decoy().resolve("secret"));
        assertThat(refusal("@file://token")).startsWith("X: token: is a symbolic link to ");
        Files.createSymbolicLink(ground.home().resolve("dir"), ground.decoy());
        assertThat(refusal("@file://dir/secret")).startsWith("X: dir: is a symbolic link to ");
        assertThat(refusal("@file://../decoy/secret"))
                .isEqualTo("X: ../decoy/secret: leads out of the working directory (give an absolute path)");
        Files.createLink(ground.home().resolve("hard"), ground.decoy().resolve("secret"));
        assertThat(refusal("@file://hard")).startsWith("X: hard: has 2 links");
    }

    @Test
    void whatIsNoRegularFileIsRefusedWithoutWaiting() throws Exception {
        Playground.run("mkfifo", ground.home().resolve("pipe").toString());
        assertThat(refusal("@file://pipe")).startsWith("X: pipe: is a FIFO");
        assertThat(refusal("@file:///dev/zero")).startsWith("X: /dev/zero: is a character device");
        assertThat(refusal("@file://logs")).isEqualTo("X: logs: no such file");
        Files.createDirectory(ground.home().resolve("logs"));
        assertThat(refusal("@file://logs")).startsWith("X: logs: is a directory");
    }

    @Test
    void contentIsBoundedAndNeverShown() throws Exception {
        Path file = Playground.write(ground.home().resolve("token"), "x".repeat(64 * 1024), WEB);
        assertThat(value("@file://token")).hasSize(64 * 1024);
        Files.writeString(file, "S3CRET".repeat(11_000));
        assertThat(refusal("@file://token")).isEqualTo("X: token: is larger than 64 KiB");
        Files.write(file, new byte[] {'S', '3', 0, 'C'});
        assertThat(refusal("@file://token"))
                .isEqualTo("X: its value contains a NUL character, which no environment can hold");
    }

    private String value(String declared) throws LaunchRefused {
        List<String> all =
                environment.environmentOf(ground.process(List.of(new EnvironmentEntry("X", declared)), false), WEB);
        return all.get(all.size() - 1).substring("X=".length());
    }

    private String refusal(String declared) {
        return catchThrowableOfType(LaunchRefused.class, () -> value(declared))
                .failure()
                .reason();
    }
}
