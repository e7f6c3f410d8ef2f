package io.processmaster.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final String PLACE = "jffi.boot.library.path";

    @TempDir
    private Path directory;

    @BeforeEach
    @AfterEach
    void forget() {
        System.clearProperty(PLACE);
    }

    @Test
    void theOneOfThisArchitectureIsTaken() throws IOException {
        for (String name : List.of("x86_64-Linux", "aarch64-Linux")) {
            Files.createDirectory(directory.resolve(name));
        }
        NativeLibrary.takeFrom(directory);
        String expected = System.getProperty("os.arch").equals("amd64") ? "x86_64-Linux" : "aarch64-Linux";
        assertThat(System.getProperty(PLACE))
                .isEqualTo(directory.resolve(expected).toString());
    }

    @Test
    void whereThereIsNoneTheJarHasIt() {
        NativeLibrary.takeFrom(directory);
        assertThat(System.getProperty(PLACE)).isNull();
    }

    @Test
    void whoeverNamesAnotherIsHeard() throws IOException {
        Files.createDirectory(directory.resolve("x86_64-Linux"));
        System.setProperty(PLACE, "/elsewhere");
        NativeLibrary.takeFrom(directory);
        assertThat(System.getProperty(PLACE)).isEqualTo("/elsewhere");
    }
}
