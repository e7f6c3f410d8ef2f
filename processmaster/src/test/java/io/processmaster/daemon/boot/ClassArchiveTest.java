package io.processmaster.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
    private static final Path ARCHIVE = Path.of("/opt/my tree/lib/processmaster-17.0.15.jsa");

    @TempDir
    private Path directory;

    @Test
    void isInUseWhereItIsMapped() throws IOException {
        assertThat(archive(
                                """
                800000000-800cb4000 rw-p 00001000 fe:00 1310 /opt/my tree/lib/processmaster-17.0.15.jsa
                7fe390e51000-7fe3917a4000 r-xp 00251000 fe:00 1311 /usr/lib/jvm/17/lib/server/libjvm.so
                """)
                        .inUse())
                .isTrue();
    }

    @Test
    void isInUseWhereAnotherHasTakenItsPlace() throws IOException {
        assertThat(archive("800000000-800cb4000 rw-p 00001000 fe:00 1310 " + ARCHIVE + " (deleted)\n")
                        .inUse())
                .isTrue();
    }

    @Test
    void isNotInUseWhereAnotherIsMapped() throws IOException {
        assertThat(archive(
                                """
                800000000-800cb4000 rw-p 00001000 fe:00 1310 /opt/my tree/lib/processmaster-17.0.15.jsa.old
                800000000-800cb4000 rw-p 00001000 fe:00 1310 /other/opt/my tree/lib/processmaster-17.0.15.jsa
                800000000-800cb4000 rw-p 00001000 fe:00 1310 /usr/lib/jvm/17/lib/server/classes.jsa
                """)
                        .inUse())
                .isFalse();
    }

    @Test
    void isNotInUseWhereTheLauncherNamedNone() throws IOException {
        Path mappings = Files.writeString(directory.resolve("maps"), "1-2 rw-p 0 fe:00 1 /x.jsa\n");
        assertThat(new ClassArchive(Optional.empty(), mappings).inUse()).isFalse();
    }

    @Test
    void isTakenAsNotInUseWhereNobodyCanTell() {
        assertThat(new ClassArchive(Optional.of(ARCHIVE), directory.resolve("missing")).inUse())
                .isFalse();
    }

    @Test
    void tellsByItsNameWhetherItHasTheConsole() {
        Path lib = Path.of("/opt/console-x/lib");
        assertThat(new ClassArchive(Optional.of(lib.resolve("console-17.0.15.jsa")), lib).hasConsole())
                .isTrue();
        assertThat(new ClassArchive(Optional.of(lib.resolve("processmaster-17.0.15.jsa")), lib).hasConsole())
                .isFalse();
        assertThat(new ClassArchive(Optional.empty(), lib).hasConsole()).isFalse();
    }

    private ClassArchive archive(String mappings) throws IOException {
        return new ClassArchive(Optional.of(ARCHIVE), Files.writeString(directory.resolve("maps"), mappings));
    }
}
