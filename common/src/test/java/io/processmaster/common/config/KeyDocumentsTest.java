package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.MasterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents describe exactly the keys that the reader knows, and their examples load. */
final class KeyDocumentsTest {
    private static final Path MASTER = Path.of("../docs/config.md");
    private static final Path APP = Path.of("../docs/service.md");
    // A row that begins with a key, up to the cell with its meaning; rows about types have no key.
    private static final Pattern ROW =
            Pattern.compile("^(\\| `[a-z_]+(?:\\.|\\[|`).*) \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("^- `([a-z_.]+)`$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void theMasterDocumentHasEveryKeyWithItsTypeAndDefault() throws IOException {
        assertThat(found(ROW, MASTER)).containsExactlyInAnyOrderElementsOf(rows(MasterKeys.TABLE, false));
    }

    @Test
    void theAppDocumentHasEveryKeyWithItsTypeDefaultAndEffect() throws IOException {
        assertThat(found(ROW, APP)).containsExactlyInAnyOrderElementsOf(rows(AppKeys.TABLE, true));
    }

    @Test
    void whatIsNotThereYetIsListed() throws IOException {
        assertThat(found(LATER, MASTER)).containsExactlyInAnyOrderElementsOf(later(MasterKeys.TABLE));
        assertThat(found(LATER, APP)).containsExactlyInAnyOrderElementsOf(later(AppKeys.TABLE));
    }

    @Test
    void everyExampleOfTheMasterDocumentLoads() throws IOException {
        List<String> examples = found(EXAMPLE, MASTER);
        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            Result<MasterSpec> result = MasterReader.read(Files.writeString(directory.resolve("config.yaml"), example));
            assertThat(result.problems()).as(example).isEmpty();
        }
    }

    @Test
    void everyExampleOfTheAppDocumentLoads() throws IOException {
        List<String> examples = found(EXAMPLE, APP);
        assertThat(examples).hasSizeGreaterThan(7);
        for (String example : examples) {
            // The directory of the example is not on this host.
            String text = example.replace("/srv/web", directory.toString());
            Result<AppSpec> result = AppReader.read(Files.writeString(directory.resolve("web.yaml"), text));
            assertThat(result.problems()).as(example).isEmpty();
        }
    }

    private static List<String> rows(KeyTable table, boolean withEffect) {
        return table.keys().stream()
                .filter(Key::isAvailable)
                .map(key -> "| `" + key.path() + "` | " + key.type().words() + " | "
                        + key.fallback().cell() + (withEffect ? " | " + effect(key) : ""))
                .toList();
    }

    private static String effect(Key key) {
        return key.effect() == Effect.RESTART ? "restart" : "live";
    }

    private static List<String> later(KeyTable table) {
        return table.keys().stream()
                .filter(key -> !key.isAvailable())
                .map(Key::path)
                .toList();
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map(MatchResult::group)
                .map(match -> pattern.matcher(match).replaceFirst("$1"))
                .toList();
    }
}
