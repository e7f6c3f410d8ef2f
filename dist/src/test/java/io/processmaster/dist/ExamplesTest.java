package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.config.AppReader;
import io.processmaster.common.config.AutoReader;
import io.processmaster.common.config.DefinitionsReader;
import io.processmaster.common.config.MasterReader;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.Result;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.MasterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that people are invited to copy loads: the examples, the sample configuration, the README's YAML. */
final class ExamplesTest {
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final Path DIRECTORY = Tree.source().resolve("examples");

    @TempDir
    private Path scratch;

    @Test
    @Finding(42)
    void everyExampleLoads() {
        assertThat(DefinitionsReader.read(DIRECTORY.resolve("config.d")).problems())
                .isEmpty();
        assertThat(examples()).hasSize(7);
    }

    @Test
    void everyExampleStartsWhatIsThere() {
        for (AppSpec app : examples().values()) {
            Path program = Path.of(app.process().workingDirectory())
                    .resolve(app.process().startCommand().get(0));
            assertThat(program).isExecutable();
        }
    }

    @Test
    void theQuickstartWaitsForEachEnabledExample() throws IOException {
        long enabled = examples().values().stream()
                .filter(AppSpec::enabled)
                .filter(app -> app.job().isEmpty())
                .count();

        assertThat(Files.readString(DIRECTORY.resolve("quickstart.sh"))).contains("enabled_examples=" + enabled + "\n");
    }

    @Test
    void theSampleConfigurationsLoad() {
        for (Path file : List.of(
                DIRECTORY.resolve("config.yaml"),
                DIRECTORY.resolve("config.auto.yaml"),
                DIRECTORY.resolve("config.full.yaml"),
                Tree.source().resolve("dist/src/main/tree/etc/config.yaml"))) {
            Result<MasterSpec> result = MasterReader.read(file);
            assertThat(result.problems()).as(file.toString()).isEmpty();
        }
    }

    @Test
    void theFullDefinitionsLoad() {
        for (String file : List.of("service.full.yaml", "job.full.yaml")) {
            Result<AppSpec> result = AppReader.read(DIRECTORY.resolve(file));
            assertThat(result.problems()).as(file).isEmpty();
        }
        AppSpec job = AppReader.read(DIRECTORY.resolve("job.full.yaml")).value().orElseThrow();
        assertThat(job.job()).isPresent();
    }

    @Test
    void thereIsAnExampleOfAJobAndOneOfProvisioning() {
        assertThat(examples().values()).anyMatch(app -> app.job().isPresent());
        assertThat(examples().values()).anyMatch(app -> !app.provisioning().isEmpty());
    }

    @Test
    void theExamplesOfAutoServicesLoad() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY.resolve("auto_services"))) {
            List<Path> programs =
                    files.filter(file -> file.endsWith("run.sh")).sorted().toList();
            assertThat(programs).hasSize(3).allMatch(Files::isExecutable);
        }
        Path clock = DIRECTORY.resolve("auto_services/clock/service.yml");
        assertThat(AutoReader.read(clock, ServiceDefaults.ROOT).problems()).isEmpty();
    }

    @Test
    @Finding(42)
    void theYamlOfTheReadmeLoads() throws IOException {
        Matcher blocks = YAML_BLOCK.matcher(Files.readString(Tree.source().resolve("README.md")));
        int count = 0;
        while (blocks.find()) {
            String yaml = blocks.group(1).replace("/srv/web", scratch.toString());
            Path file = Files.writeString(scratch.resolve("web.yaml"), yaml);
            List<Problem> problems = yaml.contains("config_directory:")
                    ? MasterReader.read(file).problems()
                    : AppReader.read(file).problems();
            assertThat(problems).as(yaml).isEmpty();
            count++;
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void theDocumentationLinksToWhatExists() throws IOException {
        Pattern link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
        try (Stream<Path> docs = Files.walk(Tree.source().resolve("docs"))) {
            List<Path> pages = Stream.concat(
                            docs,
                            Stream.of(
                                    Tree.source().resolve("README.md"),
                                    Tree.source().resolve("CONTRIBUTING.md")))
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
            for (Path page : pages) {
                Matcher links = link.matcher(Files.readString(page));
                while (links.find()) {
                    assertThat(page.resolveSibling(links.group(1)).normalize())
                            .as(page.toString())
                            .exists();
                }
            }
        }
    }

    private static Map<AppName, AppSpec> examples() {
        return DefinitionsReader.read(DIRECTORY.resolve("config.d")).apps();
    }
}
