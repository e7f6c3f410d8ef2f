package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NumberedLinesTest {
    @TempDir
    private Path directory;

    @Test
    void aLineMayBeginInOneFileAndEndInTheNext() throws IOException {
        assertThat(count("001\n002\n00", "3\n004\n")).isEqualTo(new NumberedLines(0, 0));
    }

    @Test
    void whatIsMissingIsLost() throws IOException {
        assertThat(count("001\n004\n")).isEqualTo(new NumberedLines(2, 0));
        assertThat(count()).isEqualTo(new NumberedLines(4, 0));
    }

    @Test
    void whatIsTornIsWrongAndItsNumberLost() throws IOException {
        assertThat(count("001\n0003\n004\n")).isEqualTo(new NumberedLines(2, 1));
        assertThat(count("001\n0x2\n003\n004")).isEqualTo(new NumberedLines(1, 1));
    }

    @Test
    void whatIsThereTwiceIsWrong() throws IOException {
        assertThat(count("001\n002\n003\n004\n", "003\n")).isEqualTo(new NumberedLines(0, 1));
    }

    @Test
    void numbersThatWereNotWrittenAreWrong() throws IOException {
        assertThat(count("000\n001\n002\n003\n004\n005\n")).isEqualTo(new NumberedLines(0, 2));
    }

    @Test
    void rotatedFilesAreTakenOldestFirst() throws IOException {
        Path log = directory.resolve("app.log");
        assertThat(NumberedLogs.oldestFirst(log)).isEmpty();
        for (int number = 1; number <= 11; number++) {
            Files.writeString(directory.resolve("app.log." + number), "");
        }
        Files.writeString(log, "");
        Files.writeString(directory.resolve("app.log.13"), "of another time");
        List<Path> files = NumberedLogs.oldestFirst(log);
        assertThat(files).hasSize(12);
        assertThat(files.get(0)).hasFileName("app.log.11");
        assertThat(files.get(10)).hasFileName("app.log.1");
        assertThat(files.get(11)).isEqualTo(log);
    }

    private NumberedLines count(String... texts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            files.add(Files.writeString(directory.resolve("file-" + files.size()), text));
        }
        return NumberedLines.count(files, 3, 4);
    }
}
