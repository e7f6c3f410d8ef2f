package io.processmaster.daemon.adapter.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchEnvironmentTest {
    private static final Identity ROOT = new Identity(0, 0, List.of(), "root", "/root", "/bin/bash");
    private static final Identity WEB = new Identity(33, 33, List.of(), "web", "/srv", "/bin/sh");

    private final LaunchEnvironment environment =
            new LaunchEnvironment(Map.of("LANG", "C", "HOME", "/daemon", "BASH_FUNC_x%%", "() { :; }"));

    @Test
    void onlyTheMinimumIsGivenWhenNothingIsDeclared() throws Exception {
        assertThat(environment.environmentOf(process(false), WEB))
                .containsExactly(
                        "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/srv", "USER=web", "LOGNAME=web", "SHELL=/bin/sh");
        assertThat(environment.environmentOf(process(false), ROOT))
                .contains("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root");
    }

    @Test
    void inheritedOnesWinOverTheMinimumAndDeclaredOnesOverBoth() throws Exception {
        assertThat(environment.environmentOf(process(true, entry("LANG", "de"), entry("LANG", "fr")), WEB))
                .contains("HOME=/daemon", "LANG=fr")
                .hasSize(6);
    }

    @Test
    void whatIsAboutTheDaemonItselfIsNotPassedOn() throws Exception {
        LaunchEnvironment under = new LaunchEnvironment(Map.of(
                "NOTIFY_SOCKET", "/run/n",
                "WATCHDOG_USEC", "1",
                "WATCHDOG_PID", "2",
                "LISTEN_FDS", "3",
                "INVOCATION_ID", "4",
                "JOURNAL_STREAM", "5:6",
                "STATE_DIRECTORY", "/var/lib/processmaster",
                "MALLOC_ARENA_MAX", "1"));
        assertThat(under.environmentOf(process(true), WEB)).isEqualTo(under.environmentOf(process(false), WEB));
        assertThat(under.environmentOf(process(true, entry("NOTIFY_SOCKET", "/own")), WEB))
                .contains("NOTIFY_SOCKET=/own");
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "'  spaces stay ', '  spaces stay '",
        "@base64://aGVsbG8K, 'hello\n'",
        "@b64://aGVsbG8, hello",
        "' @hex://68656c6C6f ', hello",
        "@hex://0x6869, hi",
        "@hex://, ''",
        "@unknown://x, @unknown://x"
    })
    void indirectionsAreResolved(String value, String expected) throws Exception {
        assertThat(environment.environmentOf(process(false, entry("X", value)), WEB))
                .contains("X=" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "@base64://S3CRET!!, its value is not base 64",
        "@hex://S3CRET, its value is not an even number of hexadecimal digits",
        "@hex://616, its value is not an even number of hexadecimal digits",
        "@hex://ff, its value is not UTF-8 text",
        "@hex://6100, 'its value contains a NUL character, which no environment can hold'"
    })
    void whatIsWrongIsToldWithoutTheContent(String value, String problem) {
        assertThat(refusal(entry("DB_PASSWORD", value)))
                .isEqualTo(LaunchFailure.permanent(LaunchStage.ENVIRONMENT, "DB_PASSWORD: " + problem));
    }

    @Test
    void namesAndSizesAreBounded() {
        assertThat(refusal(entry("A-B", "x")).reason()).isEqualTo("A-B: is not a name of a variable");
        assertThat(refusal(entry("A", "x".repeat(64 * 1024 + 1))).reason())
                .isEqualTo("A: its value is larger than 64 KiB");
        List<EnvironmentEntry> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            many.add(entry("V" + i, "x".repeat(64 * 1024)));
        }
        assertThat(refusal(many.toArray(EnvironmentEntry[]::new)).reason())
                .isEqualTo("all variables together are larger than 1024 KiB");
    }

    private LaunchFailure refusal(EnvironmentEntry... entries) {
        return catchThrowableOfType(LaunchRefused.class, () -> environment.environmentOf(process(false, entries), WEB))
                .failure();
    }

    private static EnvironmentEntry entry(String name, String value) {
        return new EnvironmentEntry(name, value);
    }

    private static ProcessSpec process(boolean inherit, EnvironmentEntry... entries) {
        return new ProcessSpec(
                "/",
                List.of("true"),
                Optional.empty(),
                Optional.empty(),
                List.of(entries),
                inherit,
                new FileMode(022),
                0,
                Map.of(),
                0,
                false);
    }
}
