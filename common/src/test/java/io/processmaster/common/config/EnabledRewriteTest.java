package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch in a file: all or nothing, and nothing beside it. */
final class EnabledRewriteTest {
    @TempDir
    private Path directory;

    @AfterEach
    void noTemporaryFileStaysBehind() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void theFileKeepsItsOwnerAndMode() throws IOException {
        Path file = write("web.yaml", "a: b # c\nglobal: {enabled: true}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Object owner = Files.getOwner(file);
        assertThat(EnabledEditor.rewrite(file, false).value()).contains(true);
        assertThat(file).hasContent("a: b # c\nglobal: {enabled: false}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.getOwner(file)).isEqualTo(owner);
    }

    @Test
    void aFileThatSaysSoAlreadyIsNotTouched() throws IOException {
        Path file = write("web.yaml", "global: {enabled: false}\n");
        Object before = Files.getAttribute(file, "unix:ino");
        assertThat(EnabledEditor.rewrite(file, false).value()).contains(false);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        Path file = write("real.yaml", "global: {enabled: true}\n");
        Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file);
        assertThat(messages(link))
                .containsExactly("cannot rewrite the file: it is a symbolic link (edit the file that it names)");
        assertThat(file).hasContent("global: {enabled: true}\n");
    }

    @Test
    void aHardLinkIsRefused() throws IOException {
        Path file = write("real.yaml", "global: {enabled: true}\n");
        Files.createLink(directory.resolve("other.yaml"), file);
        assertThat(messages(file))
                .containsExactly("cannot rewrite the file: it has more than one name (remove the other hard links)");
    }

    @Test
    void whatIsNotAFileIsRefused() {
        assertThat(messages(directory)).containsExactly("cannot rewrite the file: not a regular file");
        assertThat(messages(directory.resolve("absent")))
                .containsExactly("cannot rewrite the file: no such file or directory");
    }

    @Test
    void aBrokenFileIsRefusedWithThePlace() throws IOException {
        Path file = write("web.yaml", "a: b\nglobal: [\n");
        assertThat(EnabledEditor.rewrite(file, false).problems())
                .extracting(Problem::toString)
                .containsExactly(file + ":3:1: not valid YAML: the file ends too early");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        Path file = write("web.yaml", "#".repeat(SourceText.MOST_BYTES + 1));
        assertThat(messages(file)).containsExactly("cannot rewrite the file: larger than 1 MiB");
    }

    private static List<String> messages(Path file) {
        return EnabledEditor.rewrite(file, false).problems().stream()
                .map(Problem::message)
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
