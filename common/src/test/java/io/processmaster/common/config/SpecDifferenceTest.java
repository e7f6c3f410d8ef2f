package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.SpecDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys changed, and whether a running process must be restarted for them. */
final class SpecDifferenceTest {
    private static final String HEAD = "application: web\nprocess:\n  start_command: [a]\n";
    private static final String BASE = HEAD + "  working_directory: /\n";

    @TempDir
    private Path directory;

    @Test
    void theSameTextInAnotherFileIsNoChange() throws IOException {
        assertThat(SpecDifference.changedKeys(read("a.yaml", BASE), read("b.yaml", "# moved\n" + BASE)))
                .isEmpty();
        assertThat(SpecDifference.needsRestart(Set.of())).isFalse();
    }

    @Test
    void aDefaultThatIsWrittenOutIsNoChange() throws IOException {
        assertThat(changes(BASE + "  umask: 22\n  stop_signal: term\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  user: web|process.user|true",
                "  environment: [{name: A, value: b}]|process.environment|true",
                "  inherit_environment: true|process.inherit_environment|true",
                "  umask: 77|process.umask|true",
                "  nice: 1|process.nice|true",
                "  rlimits: {nofile: 5}|process.rlimits.nofile|true",
                "  oom_score_adj: 1|process.oom_score_adj|true",
                "  no_new_privileges: true|process.no_new_privileges|true",
                "logs: {stdout: x}|logs.stdout|true",
                "logs: {stderr: x}|logs.stderr|true",
                "logs: {hints: [x]}|logs.hints|false",
                "logs: {rotation_size: 1g}|logs.rotation_size|false",
                "logs: {rotation_backups: 0}|logs.rotation_backups|false",
                "logs: {rotation_mode: time}|logs.rotation_mode|false",
                "logs: {compression_enabled: false}|logs.compression_enabled|false",
                "logs: {stop_command_stdout: x}|logs.stop_command_stdout|false",
                "logs: {stop_command_stderr: x}|logs.stop_command_stderr|false",
                "  stop_command: [b]|process.stop_command|false",
                "  stop_signal: INT|process.stop_signal|false",
                "  stop_grace_period_ms: 1|process.stop_grace_period_ms|false",
                "resources: {max_cpu: 1}|resources.max_cpu|false",
                "resources: {max_memory: 1g}|resources.max_memory|false",
                "resources: {max_swap: 0}|resources.max_swap|false",
                "resources: {memory_high: 1g}|resources.memory_high|false",
                "resources: {max_pids: 5}|resources.max_pids|false",
                "resources: {io_weight: 5}|resources.io_weight|false",
                "restart_policy: {policy: never}|restart_policy.policy|false",
                "restart_policy: {restart_backoff_ms: 1}|restart_policy.restart_backoff_ms|false",
                "restart_policy: {max_backoff_ms: 5s}|restart_policy.max_backoff_ms|false",
                "restart_policy: {reset_after: 1s}|restart_policy.reset_after|false",
                "restart_policy: {tolerance: {max_restarts: 1}}|restart_policy.tolerance.max_restarts|false",
                "restart_policy: {tolerance: {duration: 1s}}|restart_policy.tolerance.duration|false",
                "provisioning: [{path: x, mode: 750}]|provisioning|false",
                "  schedule: '@daily'|process.schedule|false",
                "global: {enabled: false}|global.enabled|false"
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void oneChangedLineIsOneChangedKey(String line, String key, boolean restart) throws IOException {
        List<String> changed = changes(BASE + line + "\n");
        assertThat(changed).containsExactly(key);
        assertThat(SpecDifference.needsRestart(new TreeSet<>(changed))).isEqualTo(restart);
    }

    @ParameterizedTest
    @CsvSource({"rotation_frequency: weekly,logs.rotation_frequency", "rotation_max_age_ms: 1d,logs.rotation_max_age_ms"
    })
    void aKeyOfRotationByTimeAppliesLiveToo(String line, String key) throws IOException {
        String byTime = BASE + "logs:\n  rotation_mode: time\n";
        List<String> changed =
                SpecDifference.changedKeys(read("a.yaml", byTime), read("b.yaml", byTime + "  " + line + "\n"));
        assertThat(changed).containsExactly(key);
        assertThat(SpecDifference.needsRestart(changed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time_zone: Pacific/Apia|process.time_zone",
                "not_before: 2026-01-01|process.not_before",
                "not_after: 2026-01-01|process.not_after",
                "max_time_per_run: 1h|process.max_time_per_run",
                "missed_runs: once|process.missed_runs"
            })
    void aRunUnderWayIsLeftAloneWhenItsJobChanges(String line, String key) throws IOException {
        String job = BASE + "  schedule: '@daily'\n";
        List<String> changed =
                SpecDifference.changedKeys(read("a.yaml", job), read("b.yaml", job + "  " + line + "\n"));
        assertThat(changed).containsExactly(key);
        assertThat(SpecDifference.needsRestart(changed)).isFalse();
    }

    @Test
    void anotherScheduleIsOneChangedKey() throws IOException {
        String job = BASE + "  missed_runs: once\n  schedule: ";
        assertThat(SpecDifference.changedKeys(
                        read("a.yaml", job + "'@daily'\n"), read("b.yaml", job + "'0 0 * * *'\n")))
                .containsExactly("process.schedule");
        assertThat(changes(job + "'@daily'\n")).as("a service becomes a job").containsExactly("process.schedule");
    }

    @Test
    void severalChangesAreSortedAndOneRestartingKeyIsEnough() throws IOException {
        List<String> changed = changes(HEAD + "  working_directory: /usr\nglobal: {enabled: false}\n");
        assertThat(changed).containsExactly("global.enabled", "process.working_directory");
        assertThat(SpecDifference.needsRestart(new TreeSet<>(changed))).isTrue();
    }

    @Test
    void everyAvailableKeyIsCompared() {
        Set<String> compared = new TreeSet<>(SpecDifference.comparedKeys());
        AppKeys.RLIMITS.keySet().forEach(name -> compared.add("process.rlimits." + name));
        List<String> available = AppKeys.TABLE.keys().stream()
                .filter(Key::isAvailable)
                .map(Key::path)
                .filter(path -> !path.contains("[]"))
                .toList();
        assertThat(compared).containsExactlyInAnyOrderElementsOf(available);
    }

    @Test
    void anUnknownKeyRestartsToBeSafe() {
        assertThat(SpecDifference.needsRestart(Set.of("process.new_key"))).isTrue();
    }

    private List<String> changes(String after) throws IOException {
        return SpecDifference.changedKeys(read("a.yaml", BASE), read("b.yaml", after));
    }

    private AppSpec read(String name, String text) throws IOException {
        Result<AppSpec> result = AppReader.read(Files.writeString(directory.resolve(name), text));
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }
}
