package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of definitions. */
final class DefinitionsReaderTest {
    private static final String GOOD = "process: {working_directory: /, start_command: [a]}\n";

    @TempDir
    private Path directory;

    @Test
    void onlyVisibleYamlFilesOfTheDirectoryItselfCount() throws IOException {
        for (String name : new String[] {"b.yaml", "a.yml", "C.YAML", ".hidden.yaml", "note.txt", "d.yaml.bak"}) {
            write(name, GOOD);
        }
        Files.createDirectory(directory.resolve("below"));
        write("below/e.yaml", GOOD);
        Definitions definitions = DefinitionsReader.read(directory);
        assertThat(definitions.apps().keySet()).extracting(AppName::text).containsExactly("C", "a", "b");
        assertThat(definitions.problems()).isEmpty();
        assertThat(definitions.isUsable()).isTrue();
    }

    @Test
    void aBadFileLeavesTheOthersAloneAndIsNamed() throws IOException {
        write("good.yaml", GOOD);
        write("bad.yaml", "application: shop\n" + GOOD + "x: 1\n");
        Files.createDirectory(directory.resolve("dir.yaml"));
        Definitions definitions = DefinitionsReader.read(directory);
        assertThat(definitions.isUsable()).isTrue();
        assertThat(definitions.apps().keySet()).extracting(AppName::text).containsExactly("good");
        assertThat(definitions.bad())
                .extracting(bad -> bad.file().getFileName() + " " + bad.name().orElseThrow())
                .containsExactly("bad.yaml shop", "dir.yaml dir");
        assertThat(definitions.problems())
                .extracting(Problem::message)
                .containsExactly("x: unknown key", "cannot read the file: not a regular file");
    }

    @Test
    void aNameDefinedTwiceMakesTheWholeDirectoryUnusable() throws IOException {
        write("a.yaml", "application: web\n" + GOOD);
        write("web.yaml", GOOD);
        Definitions definitions = DefinitionsReader.read(directory);
        assertThat(definitions.isUsable()).isFalse();
        assertThat(definitions.fatal())
                .extracting(Problem::toString)
                .containsExactly(directory.resolve("web.yaml") + ": app web is defined twice (also in "
                        + directory.resolve("a.yaml") + ")");
    }

    @Test
    void aBadFileThatSurelyNamesTheSameAppCountsAsASecondDefinition() throws IOException {
        write("a.yaml", "application: web\nx: 1\n");
        write("web.yaml", GOOD);
        Definitions definitions = DefinitionsReader.read(directory);
        assertThat(definitions.isUsable()).isFalse();
        assertThat(definitions.bad()).hasSize(1);
    }

    @Test
    void aNameThatIsOnlyGuessedIsNoSecondDefinition() throws IOException {
        write("web.yaml", "process: [\n");
        write("x.yaml", "application: web\n" + GOOD);
        Definitions definitions = DefinitionsReader.read(directory);
        assertThat(definitions.isUsable()).isTrue();
        assertThat(definitions.apps()).hasSize(1);
    }

    @Test
    void anUnreadableDirectoryIsFatal() throws IOException {
        Path absent = directory.resolve("absent");
        assertThat(DefinitionsReader.read(absent).fatal())
                .extracting(Problem::toString)
                .containsExactly(absent + ": cannot read the definitions: no such file or directory");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(DefinitionsReader.read(file).fatal())
                .extracting(Problem::message)
                .containsExactly("cannot read the definitions: not a directory");
    }

    @Test
    void anEmptyDirectoryIsFine() {
        assertThat(DefinitionsReader.read(directory).problems()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
