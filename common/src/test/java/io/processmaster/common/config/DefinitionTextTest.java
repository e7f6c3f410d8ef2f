package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads as the same, but for secrets, which are not there. */
class DefinitionTextTest {
    @TempDir
    Path directory;

    static Stream<Path> examples() throws IOException {
        Path examples = Path.of("../examples");
        try (Stream<Path> files = Files.list(examples.resolve("config.d"))) {
            List<Path> all = new ArrayList<>(files.sorted().toList());
            all.add(examples.resolve("service.full.yaml"));
            all.add(examples.resolve("job.full.yaml"));
            return all.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleReadsAsTheSame(Path example) throws IOException {
        AppSpec spec = AppReader.read(example).value().orElseThrow();
        AppSpec again = readAgain(spec);
        List<String> hidden = again.process().environment().stream()
                .filter(entry -> entry.value().equals(Masking.MASK))
                .map(EnvironmentEntry::name)
                .toList();
        assertThat(hidden).isSubsetOf("TOKEN", "MOTTO", "KEY", "GREETED");
        if (hidden.isEmpty()) {
            assertThat(again.process()).isEqualTo(spec.process());
        } else {
            assertThat(again.process().startCommand()).isEqualTo(spec.process().startCommand());
            assertThat(again.process().rlimits()).isEqualTo(spec.process().rlimits());
        }
        assertThat(again.name()).isEqualTo(spec.name());
        assertThat(again.enabled()).isEqualTo(spec.enabled());
        assertThat(again.stop()).isEqualTo(spec.stop());
        assertThat(again.logs()).isEqualTo(spec.logs());
        assertThat(again.resources()).isEqualTo(spec.resources());
        assertThat(again.restart()).isEqualTo(spec.restart());
        assertThat(again.job()).isEqualTo(spec.job());
        assertThat(again.provisioning()).isEqualTo(spec.provisioning());
    }

    private AppSpec readAgain(AppSpec spec) throws IOException {
        Path copy = directory.resolve("copy.yaml");
        Files.writeString(copy, DefinitionText.masked(spec));
        Result<AppSpec> result = AppReader.read(copy);
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    private AppSpec read(String definition) throws IOException {
        Path file = directory.resolve("app.yaml");
        Files.writeString(file, definition);
        Result<AppSpec> result = AppReader.read(file);
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    @Test
    void oddTextsAndUnevenAmountsReadAsTheSame() throws IOException {
        AppSpec spec = read(
                """
                process:
                  working_directory: .
                  start_command: ["/bin/echo", "a \\"b\\" \\\\ \\t \\n \\u0001 \\u200b \\U0001F600 ", "true", "# no", "007", ""]
                  stop_command: ["x: y"]
                  stop_grace_period_ms: 1234
                  rlimits: {nofile: "5:unlimited"}
                  umask: "0077"
                  environment:
                    - {name: A, value: "yes"}
                    - {name: B, value: " two\\nlines: #1 "}
                resources: {max_memory: 4097, max_swap: 0, memory_high: 3GiB, max_cpu: "0.25", max_pids: 7, io_weight: 9}
                restart_policy: {policy: on_failure, reset_after: 61s, tolerance: {max_restarts: 0, duration: 1500ms}}
                logs: {rotation_mode: time, rotation_frequency: weekly, rotation_max_age_ms: 90061}
                """);
        AppSpec again = readAgain(spec);
        assertThat(again.process()).isEqualTo(spec.process());
        assertThat(again.stop()).isEqualTo(spec.stop());
        assertThat(again.logs()).isEqualTo(spec.logs());
        assertThat(again.resources()).isEqualTo(spec.resources());
        assertThat(again.restart()).isEqualTo(spec.restart());
    }

    @Test
    void noSecretOfADefinitionIsInItsText() throws IOException {
        AppSpec spec = read(
                """
                process:
                  working_directory: .
                  start_command: ["./run", "--password=hunter1", "--api-token", "hunter2", "--verbose",
                    "postgres://me:hunter3@db/x", "-c", "export DB_SECRET='hunter4 x'; curl -H 'Authorization: Basic hunter5'"]
                  stop_command: ["./stop", "--auth-key", "hunter6"]
                  environment:
                    - {name: MyPassWord, value: hunter7}
                    - {name: CODE, value: "@base64://aHVudGVyOA=="}
                    - {name: PLACE, value: "redis://:hunter9@cache:6379/0"}
                    - {name: KEYS, value: "@file:///etc/keys"}
                    - {name: OPTIONS, value: "mode=fast;Pwd=hunter10;x=1"}
                    - {name: PEM, value: "-----BEGIN X hunter11"}
                """);
        String text = DefinitionText.masked(spec);
        assertThat(text)
                .doesNotContain("hunter")
                .doesNotContain("aHVud")
                .contains("\"--verbose\"")
                .contains("postgres://me:********@db/x")
                .contains("redis://:********@cache:6379/0")
                .contains("@file:///etc/keys")
                .contains("mode=fast;Pwd=********;x=1");
        assertThat(readAgain(spec).process().startCommand()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "--token x --level 3,--token ******** --level 3",
        "amqp://a:b@h1,amqp://a:********@h1",
        "http://u:p/a@ss@host/,http://u:********@host/",
        "'{\"api_key\": \"abc\", \"n\": 1}','{\"api_key\": ********, \"n\": 1}'",
        "Bearer abc.def,Bearer ********"
    })
    void whatLooksLikeASecretIsHidden(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "--port=80", "http://localhost:8080/ab", "a b c", "-v", "x=1;y=2"})
    void whatIsNoSecretStays(String text) {
        assertThat(Masking.text(text)).isEqualTo(text);
        assertThat(Masking.arguments(List.of("--no-auth", "--loud", text)))
                .containsExactly("--no-auth", "--loud", text);
    }
}
