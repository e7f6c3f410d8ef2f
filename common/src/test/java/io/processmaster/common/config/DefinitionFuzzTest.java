package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.common.schedule.JobTimes;
import io.processmaster.common.spec.AppSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any bytes are a definition that can be shown, read again and switched, or a list of problems with places. */
public final class DefinitionFuzzTest {
    private static final Path FILE = Path.of("/etc/processmaster/config.d/fuzzed.yaml");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(DefinitionFuzzTest.class, DefinitionFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as those of a file. */
    public static void fuzzerTestOneInput(byte[] input) {
        Problems problems = new Problems(FILE.toString());
        Optional<String> decoded = SourceText.decode(input, problems);
        if (decoded.isEmpty()) {
            Sight.check(problems.sorted(), FILE.toString(), new String(input, StandardCharsets.UTF_8));
            return;
        }
        String text = decoded.get();
        Result<AppSpec> result = AppReader.read(FILE, text);
        result.value()
                .ifPresentOrElse(
                        DefinitionFuzzTest::usable, () -> Sight.check(result.problems(), FILE.toString(), text));
        switched(text, result, input.length % 2 == 0);
    }

    private static void usable(AppSpec spec) {
        String shown = DefinitionText.masked(spec);
        Result<AppSpec> again = AppReader.read(FILE, shown);
        assertThat(again.problems()).as(shown).isEmpty();
        assertThat(DefinitionText.masked(again.value().orElseThrow())).isEqualTo(shown);
        spec.job().ifPresent(job -> JobTimes.upcoming(JobTimes.of(job), NOW, 2));
    }

    private static void switched(String text, Result<AppSpec> before, boolean enabled) {
        Result<String> edit = EnabledEditor.withEnabled(text, enabled);
        if (edit.value().isEmpty()) {
            Sight.check(edit.problems(), "definition", text);
            return;
        }
        String edited = edit.value().get();
        assertThat(EnabledEditor.withEnabled(edited, enabled).value()).contains(edited);
        Result<AppSpec> after = AppReader.read(FILE, edited);
        before.value().ifPresent(spec -> {
            assertThat(after.value()).contains(with(spec, enabled));
            if (spec.enabled() == enabled) {
                return;
            }
            // And back again, which gives the same definition, however the file was written.
            String back = EnabledEditor.withEnabled(edited, !enabled).value().orElseThrow();
            assertThat(AppReader.read(FILE, back).value()).contains(spec);
        });
        int same = shared(text, edited, true) + shared(text, edited, false);
        assertThat(same + replaced(before)).as("everything else stays").isGreaterThanOrEqualTo(text.length());
    }

    // Of a definition that is good, only the value goes: a word, perhaps in quotes. Of another it may be any text.
    private static int replaced(Result<AppSpec> before) {
        return before.isGood() ? "\"false\"".length() : Integer.MAX_VALUE / 2;
    }

    private static int shared(String one, String other, boolean front) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most
                && one.charAt(front ? length : one.length() - 1 - length)
                        == other.charAt(front ? length : other.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    private static AppSpec with(AppSpec spec, boolean enabled) {
        return new AppSpec(
                spec.name(),
                spec.sourceFile(),
                enabled,
                spec.process(),
                spec.stop(),
                spec.logs(),
                spec.resources(),
                spec.restart(),
                spec.job(),
                spec.provisioning());
    }
}
