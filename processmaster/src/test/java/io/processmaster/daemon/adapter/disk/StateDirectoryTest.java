package io.processmaster.daemon.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateDirectoryTest {
    @TempDir
    private Path base;

    private int owner;

    @BeforeEach
    void findOutWhoWeAre() throws IOException {
        owner = (Integer) Files.getAttribute(base, "unix:uid");
    }

    @Test
    void aMissingDirectoryIsCreatedForItsOwnerAlone() throws IOException {
        StateDirectory made = StateDirectory.prepare(base.resolve("a/b/state"), owner);
        assertThat(made.path()).isEqualTo(base.toRealPath().resolve("a/b/state"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
                .isEqualTo("rwx------");
        assertThat(StateDirectory.prepare(made.path(), owner)).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({
        "rwx------, true",
        "rwxr-xr-x, true",
        "rwxrwx---, false",
        "rwx----w-, false",
        "rwxrwxrwx, false",
    })
    void onlyItsOwnerMayWriteToIt(String mode, boolean fit) throws IOException {
        Path directory = Files.createDirectory(base.resolve("state"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        if (fit) {
            assertThat(StateDirectory.prepare(directory, owner).path()).isEqualTo(directory.toRealPath());
        } else {
            assertThatThrownBy(() -> StateDirectory.prepare(directory, owner))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("using state directory " + directory.toRealPath())
                    .hasMessageContaining("others may write to it")
                    .hasMessageContaining("chmod 0700");
        }
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> StateDirectory.prepare(base.resolve("state"), owner + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to uid " + owner + ", not to uid " + (owner + 1));
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path file = Files.createFile(base.resolve("state"));
        assertThatThrownBy(() -> StateDirectory.prepare(file, owner))
                .isInstanceOf(IOException.class)
                .hasMessage("using state directory " + file + ": not a directory");
    }
}
