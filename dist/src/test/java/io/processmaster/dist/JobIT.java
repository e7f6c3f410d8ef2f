package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Jobs with real clocks and real processes. */
final class JobIT {
    private static final String EVERY_SECOND = "  schedule: '* * * * * *'";
    private static final String EVERY_OTHER_SECOND = "  schedule: '*/2 * * * * *'";
    // Not within the time of a test, unless that begins on New Year's Eve.
    private static final String ONCE_A_YEAR = "  schedule: '30 4 1 1 *'";
    private static final String FOR_EVER = "exec sleep 100000";

    @Test
    @Observes("process.schedule")
    void aJobRunsOnTimeAndStatusAndHistoryTellOfIt() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home()
                    .defineShell("tick", "exit 0", EVERY_OTHER_SECOND)
                    .defineShell("off", "exit 4", EVERY_SECOND, "global: { enabled: false }");
            daemon.start();
            awaitRuns(daemon, "tick", 3);

            List<RunRecord> runs = daemon.remote().history("tick");
            assertThat(runs).allSatisfy(run -> {
                assertThat(run.trigger()).isEqualTo("schedule");
                assertThat(run.outcome()).contains("exited");
                assertThat(run.exitCode()).hasValue(0);
            });
            assertThat(runs).extracting(run -> run.startedAtMs() / 2_000).doesNotHaveDuplicates();
            AppStatus status = daemon.remote().status("tick");
            assertThat(status.kind()).isEqualTo("job");
            assertThat(status.timing().schedule()).contains("*/2 * * * * *");
            assertThat(status.timing().lastOutcome()).contains("exited");
            assertThat(status.timing().lastRunAtMs()).isPresent();
            List<Long> next = status.timing().nextRunsMs();
            assertThat(next).hasSize(5).allMatch(at -> at % 2_000 == 0);
            assertThat(status.timing().nextRunAtMs()).hasValue(next.get(0));
            assertThat(next.get(4) - next.get(0)).isEqualTo(8_000);
            assertThat(daemon.remote().why("tick").because().toString()).contains("*/2 * * * * *");
            assertThat(daemon.pmctl("history", "tick").expect(0).stdout()).contains("schedule");

            assertDisabled(daemon);
        }
    }

    private static void assertDisabled(DaemonUnderTest daemon) {
        assertThat(daemon.remote().history("off")).isEmpty();
        assertThat(daemon.remote().status("off").timing().nextRunAtMs()).isEmpty();
        daemon.pmctl("start", "off").expect(1);
        daemon.pmctl("start", "off", "--force", "--wait").expect(1);
        assertThat(daemon.remote().history("off")).singleElement().satisfies(run -> assertThat(run.exitCode())
                .hasValue(4));
    }

    @Test
    void aJobThatStillRunsIsLeftAloneAndAStopEndsOneRunOnly() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("long", FOR_EVER, EVERY_SECOND);
            daemon.start();
            Await.until("it was skipped twice", () -> skips(daemon).size() >= 2);
            assertThat(skips(daemon)).doesNotHaveDuplicates();
            assertThat(daemon.remote().history("long")).isEmpty();
            List<Integer> first = daemon.cgroup().app("long").pids();
            assertThat(first).hasSize(1);

            daemon.pmctl("stop", "all").expect(0);
            assertThat(daemon.cgroup().app("long").pids())
                    .as("all leaves jobs alone")
                    .isEqualTo(first);
            daemon.remote().stop("long");
            Await.until("the schedule goes on", () -> {
                List<Integer> pids = daemon.cgroup().app("long").pids();
                return pids.size() == 1 && !pids.equals(first);
            });
            daemon.pmctl("disable", "long").expect(0);
            assertThat(daemon.cgroup().app("long").pids()).isEmpty();
        }
    }

    /** When it was skipped, in words that name the time. */
    private static List<String> skips(DaemonUnderTest daemon) {
        return daemon.remote().events().stream()
                .filter(event -> event.event().equals("run_skipped"))
                .map(EventEntry::message)
                .map(message -> message.substring(message.indexOf("scheduled for")))
                .toList();
    }

    @Test
    @Observes("process.max_time_per_run")
    void aRunThatTakesTooLongIsEndedWithAllItsProcesses() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home()
                    .defineShell(
                            "slow",
                            "trap '' TERM; setsid sleep 100000 & sleep 100000 & wait; wait",
                            ONCE_A_YEAR,
                            "  max_time_per_run: 1s",
                            "  stop_grace_period_ms: 300");
            daemon.start();
            assertThat(daemon.pmctl("start", "slow", "--wait").expect(1).stderr())
                    .contains("overtime");
            assertThat(daemon.cgroup().app("slow").exists()).isFalse();
            RunRecord run = daemon.remote().history("slow").get(0);
            assertThat(run.outcome()).contains("overtime");
            assertThat(run.trigger()).isEqualTo("person");
            assertThat(daemon.remote().told("overtime", "max_time_per_run")).isTrue();
            assertThat(daemon.remote().status("slow").timing().lastOutcome()).contains("overtime");
        }
    }

    @Test
    @Observes({"process.time_zone", "process.not_before", "process.not_after"})
    void aScheduleIsReadInItsZoneAndKeptWithinItsBounds() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home()
                    .defineShell("east", "exit 0", "  schedule: '30 4 * * *'", "  time_zone: '+05:45'")
                    .defineShell("over", "exit 0", EVERY_SECOND, "  not_after: 2020-01-01")
                    .defineShell(
                            "later", "exit 0", EVERY_SECOND, "  time_zone: UTC", "  not_before: '2999-01-31 06:30:00'")
                    .defineShell("now", "exit 0", EVERY_SECOND);
            daemon.start();
            awaitRuns(daemon, "now", 3);

            assertThat(daemon.remote().status("east").timing().nextRunsMs())
                    .hasSize(5)
                    .allSatisfy(at -> assertThat(Instant.ofEpochMilli(at)
                                    .atOffset(ZoneOffset.UTC)
                                    .toLocalTime())
                            .isEqualTo(LocalTime.of(22, 45)));
            assertThat(daemon.remote().status("east").timing().timeZone()).contains("+05:45");
            assertThat(daemon.pmctl("status", "east").expect(0).stdout())
                    .contains("30 4 * * * in +05:45")
                    .contains(" 04:30:00 in +05:45)");
            assertThat(daemon.remote().status("later").timing().timeZone()).contains("UTC");
            assertThat(daemon.remote().status("later").timing().nextRunAtMs())
                    .hasValue(Instant.parse("2999-01-31T06:30:00Z").toEpochMilli());
            assertThat(daemon.remote().status("over").timing().nextRunAtMs()).isEmpty();
            assertThat(daemon.remote().history("later")).isEmpty();
            assertThat(daemon.remote().history("over")).isEmpty();
        }
    }

    @Test
    void aJobThatCannotBeStartedFailsWithItsReasonAndIsTriedAgain() throws IOException {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            DaemonHome home = daemon.home();
            Path program = home.directory("absent").resolve("program");
            home.define(
                    "absent",
                    String.join(
                            "\n",
                            "process:",
                            "  working_directory: " + home.directory("absent"),
                            "  start_command: ['" + program + "']",
                            EVERY_OTHER_SECOND,
                            ""));
            daemon.start();
            AppStatus failed = daemon.remote().awaitPhase("absent", "FAILED");
            assertThat(failed.life().reason().orElse("")).contains("no such file");
            assertThat(daemon.pmctl("start", "absent", "--wait").expect(1).stderr())
                    .contains("no such file");

            Files.writeString(program, "#!/bin/sh\nexit 0\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            Await.until(
                    "it ran at one of its times",
                    Await.LIMIT,
                    () -> daemon.remote().history("absent").stream()
                            .anyMatch(run -> run.outcome().equals(Optional.of("exited"))
                                    && run.trigger().equals("schedule")),
                    home::output);
        }
    }

    @Test
    void aPersonStartsRestartsDisablesAndEnablesAJob() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("work", FOR_EVER, ONCE_A_YEAR);
            daemon.start();
            daemon.remote().start("work");
            List<Integer> first = daemon.cgroup().app("work").pids();
            assertThat(daemon.pmctl("start", "work").expect(0).stdout()).contains("already running");
            assertThat(daemon.cgroup().app("work").pids()).isEqualTo(first);

            daemon.pmctl("restart", "work").expect(0);
            List<Integer> second = daemon.cgroup().app("work").pids();
            assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
            assertThat(daemon.remote().history("work")).singleElement().satisfies(run -> assertThat(run.outcome())
                    .contains("stopped"));

            daemon.pmctl("disable", "work").expect(0);
            assertThat(daemon.cgroup().app("work").pids()).isEmpty();
            assertThat(daemon.remote().status("work").timing().nextRunAtMs()).isEmpty();
            daemon.pmctl("enable", "work").expect(0);
            assertThat(daemon.cgroup().app("work").pids())
                    .as("only its schedule starts it")
                    .isEmpty();
            assertThat(daemon.remote().status("work").timing().nextRunAtMs()).isPresent();
        }
    }

    @Test
    void aRunOutlivesItsDaemonAndItsEndIsRecordedByTheNext() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("work", FOR_EVER, ONCE_A_YEAR);
            daemon.start();
            daemon.remote().start("work");
            List<Integer> pids = daemon.cgroup().app("work").pids();
            daemon.killHard();
            daemon.start();
            AppStatus adopted = daemon.remote().awaitPhase("work", "RUNNING");
            assertThat(adopted.life().mainPid()).isEqualTo(OptionalLong.of(pids.get(0)));
            ProcessHandle.of(pids.get(0)).orElseThrow().destroyForcibly();
            daemon.remote().awaitPhase("work", "STOPPED");
            assertThat(daemon.remote().history("work")).singleElement().satisfies(run -> {
                assertThat(run.trigger()).isEqualTo("person");
                // The kernel tells the exit of a process to its parent only.
                assertThat(run.signal().orElse("SIGKILL")).isEqualTo("SIGKILL");
                assertThat(run.outcome()).isIn(Optional.of("unknown"), Optional.of("crashed"));
            });
            assertThat(daemon.remote().status("work").timing().lastRunAtMs())
                    .isEqualTo(OptionalLong.of(
                            daemon.remote().history("work").get(0).startedAtMs()));
        }
    }

    @Test
    @Observes("process.missed_runs")
    void whatWasMissedIsMadeUpForOnceOrLeftOut() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home()
                    .defineShell("once", "exit 0", EVERY_SECOND, "  missed_runs: once")
                    .defineShell("skip", "exit 0", EVERY_SECOND, "  missed_runs: skip");
            daemon.start();
            awaitRuns(daemon, "once", 1);
            awaitRuns(daemon, "skip", 1);
            daemon.killHard();
            long away = System.currentTimeMillis();
            Await.until("some runs were missed", () -> System.currentTimeMillis() > away + 3_000);
            daemon.start();
            Await.until(
                    "the missed runs are made up for",
                    () -> count(daemon.remote().history("once"), "catch_up") == 1);
            awaitRuns(daemon, "skip", 3);
            assertThat(count(daemon.remote().history("skip"), "catch_up")).isZero();
            assertThat(daemon.remote().told("runs_missed", "missed_runs: once")).isTrue();
            assertThat(daemon.remote().told("runs_missed", "missed_runs: skip")).isTrue();
        }
    }

    private static long count(List<RunRecord> runs, String trigger) {
        return runs.stream().filter(run -> run.trigger().equals(trigger)).count();
    }

    private static void awaitRuns(DaemonUnderTest daemon, String app, int least) {
        Await.until(
                app + " ran " + least + " times",
                Await.LIMIT,
                () -> daemon.remote().history(app).size() >= least,
                () -> daemon.remote().status(app) + "\n" + daemon.remote().events());
    }
}
