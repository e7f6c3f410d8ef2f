package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file that a person has looked at; {@code -Dpm.golden.write=true} writes the file anew. */
public final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Fails when {@code text} is not exactly what the file has. */
    public static void assertSame(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (Boolean.getBoolean("pm.golden.write")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, text);
        }
        assertThat(file).as("golden file %s", name).content().isEqualTo(text);
    }
}
