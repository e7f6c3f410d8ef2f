package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.RestartSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftedDefinitionTest {
    @TempDir
    private Path directory;

    private AppDraft draft(List<String> command, Map<String, String> environment) {
        return new AppDraft(
                new AppName("web"),
                command,
                directory.toString(),
                environment,
                "nobody",
                Optional.of("1000"),
                Optional.of(false),
                Optional.of("200M"),
                Optional.empty());
    }

    private Result<AppSpec> read(AppDraft draft) {
        return AppReader.read(directory.resolve("web.yaml"), DraftedDefinition.text(draft));
    }

    @Test
    void everythingArrives() {
        AppSpec spec = read(draft(List.of("./run.sh", "--port", "80"), Map.of("A", "b")))
                .value()
                .orElseThrow();
        assertThat(spec.name().text()).isEqualTo("web");
        assertThat(spec.sourceFile()).isEqualTo(directory.resolve("web.yaml").toString());
        assertThat(spec.enabled()).isTrue();
        assertThat(spec.process().startCommand()).containsExactly("./run.sh", "--port", "80");
        assertThat(spec.process().workingDirectory()).isEqualTo(directory.toString());
        assertThat(spec.process().user()).contains("nobody");
        assertThat(spec.process().group()).contains("1000");
        assertThat(spec.process().environment()).containsExactly(new EnvironmentEntry("A", "b"));
        assertThat(spec.resources().maxMemory().toString()).contains("200000000");
        assertThat(spec.restart().policy()).isEqualTo(RestartSpec.Policy.NEVER);
        assertThat(spec.job()).isEmpty();
    }

    @Test
    void aScheduleMakesAJob() {
        AppDraft job = new AppDraft(
                new AppName("web"),
                List.of("/bin/true"),
                directory.toString(),
                Map.of(),
                "root",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("*/5 * * * *"));
        assertThat(read(job).value().orElseThrow().job().map(JobSpec::schedule)).contains("*/5 * * * *");
    }

    @Test
    void noTextGetsOutOfItsQuotes() {
        Random random = new Random(4711);
        String tricks = "\"'\\#:{}[],&*!|>%@`-? \n\r\t\u0085\u2028\ufeff\u0000\u001b\u007fé漢😀aA1~=<";
        int[] points = tricks.codePoints().toArray();
        for (int round = 0; round < 2_000; round++) {
            List<String> words = random.ints(3, 1, 12)
                    .mapToObj(length -> random.ints(length, 0, points.length)
                            .map(i -> points[i])
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString())
                    .toList();
            AppDraft draft =
                    draft(List.of("/bin/echo", words.get(0), words.get(1)), new TreeMap<>(Map.of("A", words.get(2))));
            Result<AppSpec> result = read(draft);
            if (String.join("", words).indexOf('\0') >= 0) {
                assertThat(result.isGood()).as(words.toString()).isFalse();
                continue;
            }
            assertThat(result.problems()).as(words.toString()).isEmpty();
            assertThat(result.value().orElseThrow().process().startCommand())
                    .containsExactly("/bin/echo", words.get(0), words.get(1));
            assertThat(result.value().orElseThrow().process().environment())
                    .containsExactly(new EnvironmentEntry("A", words.get(2)));
        }
    }

    @Test
    void whatCannotBeIsToldWithItsKey() throws java.io.IOException {
        Path file = Files.createFile(directory.resolve("file"));
        AppDraft wrong = new AppDraft(
                new AppName("web"),
                List.of("./run.sh"),
                file.toString(),
                Map.of("1A", "x"),
                "no such user",
                Optional.empty(),
                Optional.empty(),
                Optional.of("200 elephants"),
                Optional.of("61 * * * *"));
        assertThat(read(wrong).problems().stream()
                        .map(Problem::message)
                        .toList()
                        .toString())
                .contains(
                        "process.working_directory",
                        "process.user",
                        "resources.max_memory",
                        "process.schedule",
                        "process.environment[0].name");
    }

    @Test
    void valuesOfVariablesAreNotPrinted() {
        assertThat(draft(List.of("/bin/echo", "x"), Map.of("A", "secret")).toString())
                .isEqualTo("web /bin/echo");
    }

    @Test
    void suggestionsAreNear() {
        List<String> known = List.of("cwd", "env", "args", "max_memory");
        assertThat(Suggestion.among(known, "max_memori")).contains("max_memory");
        assertThat(Suggestion.among(known, "arg")).contains("args");
        assertThat(Suggestion.among(known, "instances")).isEmpty();
        assertThat(Suggestion.among(known, "x".repeat(1_000_000))).isEmpty();
    }
}
