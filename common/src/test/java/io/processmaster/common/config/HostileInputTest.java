package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of the largest size cannot keep the reader busy, whatever is in it. */
final class HostileInputTest {
    // Far above what is needed (well below a second), far below the minutes of a parser that is led astray.
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "- ", "? ", "a: [", "a\n", "\"a\": 1\n", "a, ", "9", "'", "''", "| \n", "# \n"})
    void aPieceRepeatedUpToTheBoundIsReadInTime(String piece) throws IOException {
        String text = piece.repeat(SourceText.MOST_BYTES / piece.length());
        for (String head : List.of("", "process: {user: ", "process:\n  start_command: ")) {
            String whole = head + text.substring(0, SourceText.MOST_BYTES - head.length() - piece.length());
            Path file = Files.writeString(directory.resolve("hostile.yaml"), whole);
            List<Problem> problems =
                    assertTimeoutPreemptively(BOUND, () -> AppReader.read(file).problems());
            assertThat(problems).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_command", "stop_command", "environment"})
    void aListHasABound(String key) throws IOException {
        String item = key.equals("environment") ? "{name: A, value: b}, " : "a, ";
        String list = "process:\n  " + key + ": [" + item.repeat(KeyCheck.MOST_ITEMS + 1) + "]\n";
        Path file = Files.writeString(directory.resolve("long.yaml"), list);
        assertThat(AppReader.read(file).problems())
                .extracting(Problem::message)
                .contains("process." + key + ": has more than 4096 items");
    }
}
