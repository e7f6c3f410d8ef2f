package io.processmaster.common.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ApiRoundTripTest {
    private static final LastExit KILLED =
            new LastExit(OptionalLong.empty(), Optional.of("SIGKILL"), true, 1_700_000_000_000L);

    private static <T> void comesBack(T value, Function<T, JsonObject> out, Function<JsonObject, T> in) {
        assertThat(in.apply(JsonReader.readObject(out.apply(value).compact()))).isEqualTo(value);
    }

    @Test
    void aStatusWithEverythingComesBack() {
        comesBack(full(), AppStatus::toJson, AppStatus::fromJson);
    }

    @Test
    void whatIsToldOfAnAppBesidesItsStatusComesBack() {
        comesBack(
                new DefinitionReport("web", "/etc/web.yaml", true, List.of("line 1"), "application: web\n"),
                DefinitionReport::toJson,
                DefinitionReport::fromJson);
        comesBack(
                new PortsReport("web", List.of(new PortsReport.Port("udp", "::1", 53, 7, "named"))),
                PortsReport::toJson,
                PortsReport::fromJson);
        UsageReport.Row row = new UsageReport.Row(5, List.of(OptionalDouble.empty(), OptionalDouble.of(1.25)));
        comesBack(
                new UsageReport("web", 10_000, List.of("a", "b"), List.of(row)),
                UsageReport::toJson,
                UsageReport::fromJson);
    }

    @Test
    void aBriefStatusComesBackWithoutTheKeysOfItsPlace() {
        comesBack(brief(), AppStatus::toJson, AppStatus::fromJson);
        assertThat(brief().toJson().members()).doesNotContainKeys("ports", "working_directory", "log_files");
    }

    @Test
    void aStatusWithNothingComesBackAndHasAllKeys() {
        comesBack(empty(), AppStatus::toJson, AppStatus::fromJson);
        assertThat(empty().toJson().members().keySet())
                .isEqualTo(full().toJson().members().keySet())
                .containsExactlyInAnyOrder(
                        "application",
                        "kind",
                        "enabled",
                        "outdated",
                        "paused",
                        "user_stopped",
                        "actual",
                        "phase",
                        "phase_since_ms",
                        "reason",
                        "health",
                        "pids",
                        "main_pid",
                        "uptime_ms",
                        "restarts_in_window",
                        "restarts_total",
                        "last_exit",
                        "main_exit",
                        "schedule",
                        "time_zone",
                        "next_run_at_ms",
                        "next_runs_ms",
                        "last_run_at_ms",
                        "last_outcome",
                        "cpu_percent",
                        "memory_bytes",
                        "memory_limit_bytes",
                        "tasks",
                        "ports",
                        "working_directory",
                        "source_file",
                        "cgroup",
                        "provisioning_defined",
                        "provisioning_marker",
                        "provisioning_marker_exists",
                        "log_files");
    }

    @Test
    void anActionResultComesBackWithAndWithoutAStop() {
        ActionResult started = ActionResult.done("web", "started", "started (pid 7)");
        comesBack(started, ActionResult::toJson, ActionResult::fromJson);
        comesBack(
                started.with(new ActionResult.StopFacts(12, 3, 1, true)), ActionResult::toJson, ActionResult::fromJson);
        assertThat(started.toJson().compact())
                .isEqualTo(
                        "{\"application\":\"web\",\"ok\":true,\"outcome\":\"started\",\"message\":\"started (pid 7)\","
                                + "\"took_ms\":null,\"signalled\":null,\"killed\":null,\"forced\":null}");
    }

    @Test
    void reportsComeBack() {
        comesBack(
                new UpdateReport(
                        List.of(new PlanChange("web", "restart", List.of("process.umask"))),
                        List.of(new ConfigWarning("/etc/web.yaml", 3, 5, "unknown key"))),
                UpdateReport::toJson,
                UpdateReport::fromJson);
        comesBack(
                new WhyReport("web", "FAILED", "it failed", List.of("exit code 1"), Optional.empty(), List.of("boom")),
                WhyReport::toJson,
                WhyReport::fromJson);
        comesBack(
                new PerfReport(
                        "web", "/sys/fs/cgroup/pm/web", JsonReader.readObject("{\"cpu.stat\":{\"usage_usec\":5}}")),
                PerfReport::toJson,
                PerfReport::fromJson);
        comesBack(
                new ServerInfo(new BuildInfo("1", "id", "then", "there"), 7, 8),
                ServerInfo::toJson,
                ServerInfo::fromJson);
    }

    @Test
    void adminActionsComeBack() {
        AdminEntry entry = new AdminEntry("update", "Update the host", List.of("/usr/bin/apt-get", "upgrade", ""));
        comesBack(entry, AdminEntry::toJson, AdminEntry::fromJson);
        assertThat(entry.toJson().compact())
                .isEqualTo("{\"id\":\"update\",\"label\":\"Update the host\","
                        + "\"command\":[\"/usr/bin/apt-get\",\"upgrade\",\"\"]}");
        AdminStarted started = new AdminStarted("update", 4_194_304);
        comesBack(started, AdminStarted::toJson, AdminStarted::fromJson);
        assertThat(started.toJson().compact()).isEqualTo("{\"id\":\"update\",\"pid\":4194304}");
    }

    @Test
    void recordsOfThePastComeBack() {
        comesBack(
                new RunRecord(
                        "web",
                        3,
                        "schedule",
                        Optional.of("it was time"),
                        10,
                        OptionalLong.of(20),
                        OptionalLong.empty(),
                        Optional.of("SIGTERM"),
                        false,
                        Optional.of("stopped"),
                        List.of("a", "b")),
                RunRecord::toJson,
                RunRecord::fromJson);
        comesBack(
                new EventEntry(9, 10, "launch", Optional.empty(), "started", "up", Map.of("pid", "7")),
                EventEntry::toJson,
                EventEntry::fromJson);
        comesBack(
                new LogText("web", "stdout.log", List.of("x", ""), Optional.of("is a link")),
                LogText::toJson,
                LogText::fromJson);
        comesBack(new LogChunk("web", "stdout.log", "x\ny"), LogChunk::toJson, LogChunk::fromJson);
    }

    private static AppStatus full() {
        return new AppStatus(
                "web",
                "job",
                true,
                true,
                true,
                true,
                new AppLife(
                        "RUNNING",
                        "RUNNING",
                        5,
                        Optional.of("started by root"),
                        Optional.of("healthy"),
                        List.of(7L, 8L),
                        OptionalLong.of(7),
                        OptionalLong.of(99),
                        1,
                        2,
                        Optional.of(KILLED),
                        Optional.of(new LastExit(OptionalLong.of(0), Optional.empty(), false, 1))),
                new AppTiming(
                        Optional.of("@daily"),
                        Optional.of("Europe/Berlin"),
                        OptionalLong.of(3),
                        OptionalLong.of(4),
                        Optional.of("exited"),
                        List.of(3L, 9L)),
                new AppUsage(OptionalDouble.of(12.5), OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(3)),
                new AppPlace(
                        List.of(3000L),
                        "/srv/web",
                        "/etc/web.yaml",
                        "/cg",
                        true,
                        Optional.of("/m"),
                        true,
                        List.of("/l")));
    }

    private static AppStatus empty() {
        return in(
                new AppPlace(List.of(), "/srv/web", "/etc/web.yaml", "/cg", false, Optional.empty(), false, List.of()));
    }

    private static AppStatus brief() {
        return in(AppPlace.UNTOLD);
    }

    private static AppStatus in(AppPlace place) {
        return new AppStatus(
                "web",
                "service",
                false,
                false,
                false,
                false,
                new AppLife(
                        "STOPPED",
                        "STOPPED",
                        5,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()),
                AppTiming.NONE,
                AppUsage.NONE,
                place);
    }
}
