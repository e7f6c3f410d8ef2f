package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only small regular files of clean text are read. */
final class SourceTextTest {
    @TempDir
    private Path directory;

    @Test
    void aDirectoryIsNotAFile() throws IOException {
        assertThat(problem(Files.createDirectory(directory.resolve("x.yaml"))))
                .endsWith("x.yaml: cannot read the file: not a regular file");
    }

    @Test
    void aDeviceIsNotOpened() {
        assertThat(problem(Path.of("/dev/zero"))).isEqualTo("/dev/zero: cannot read the file: not a regular file");
    }

    @Test
    void aFileOfOneMebibyteIsReadAndALargerOneIsNot() throws IOException {
        byte[] bytes = new byte[SourceText.MOST_BYTES];
        Arrays.fill(bytes, (byte) '#');
        Path file = Files.write(directory.resolve("large.yaml"), bytes);
        assertThat(SourceText.read(file, new Problems("large.yaml"))).isPresent();
        Files.write(file, new byte[] {'#'}, StandardOpenOption.APPEND);
        assertThat(problem(file)).contains("larger than 1 MiB");
    }

    @Test
    void theFirstWrongByteHasAPlace() {
        Problems problems = new Problems("x.yaml");
        assertThat(SourceText.decode(new byte[] {'a', '\r', '\n', 'b', (byte) 0xC3, '('}, problems))
                .isEmpty();
        assertThat(problems.sorted()).extracting(Problem::line).containsExactly(2);
        assertThat(problems.sorted()).extracting(Problem::column).containsExactly(2);
    }

    @Test
    void ordinaryTextOfAnyLanguageIsClean() {
        Problems problems = new Problems("x.yaml");
        byte[] bytes = "name: Zoë 東京 🚀\t\n".getBytes(StandardCharsets.UTF_8);
        assertThat(SourceText.decode(bytes, problems)).isPresent();
    }

    private static String problem(Path file) {
        Problems problems = new Problems(file.toString());
        assertThat(SourceText.read(file, problems)).isEmpty();
        assertThat(problems.sorted()).hasSize(1);
        return problems.sorted().get(0).toString();
    }
}
