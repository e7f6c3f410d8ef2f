package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host goes down, in good order or not, and comes back: every app is as it was told last, and nothing is told twice. */
final class VmRebootIT {
    private static final int POWER_CUTS = 3;
    private static final int EVENTS_BEFORE_CUT = 15;

    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("reboot");

    private static final InstalledUnit unit = new InstalledUnit(machine);

    @BeforeAll
    static void install() {
        unit.install(
                InstalledUnit.define("web", "exec sleep 100000"),
                InstalledUnit.define("idle", "exec sleep 100000"),
                InstalledUnit.define("broken", "exit 3", "restart_policy: {policy: never}"),
                InstalledUnit.define(
                        "busy",
                        "sleep 0.2; exit 1",
                        "restart_policy: {restart_backoff_ms: 200, tolerance: {max_restarts: 500, duration: 1m}}"),
                InstalledUnit.define("catcher", "exit 0", "  schedule: \"*/5 * * * * *\"", "  missed_runs: once"),
                InstalledUnit.define("skipper", "exit 0", "  schedule: \"*/5 * * * * *\""));
        unit.awaitProcesses("web");
        unit.pmctl("stop idle").expect(0);
        unit.await("broken has failed", () -> phase("broken").equals("FAILED"));
        unit.await(
                "the jobs ran",
                () -> !unit.runs("catcher").isEmpty() && !unit.runs("skipper").isEmpty());
    }

    @Test
    void aRebootBringsBackWhatIsEnabledAndNotStopped() {
        String bootBefore = machine.run("cat /proc/sys/kernel/random/boot_id").stdout();
        List<EventEntry> before = unit.events();
        int failures = unit.runs("broken").size();

        machine.reboot();
        unit.awaitProcesses("web");
        unit.await("broken was tried again", () -> unit.runs("broken").size() == failures + 1);
        unit.await("the schedule goes on", () -> unit.runs("skipper").stream()
                .anyMatch(run -> run.startedAtMs() > last(before).tsMs() + 1
                        && run.trigger().equals("schedule")));

        assertThat(machine.run("cat /proc/sys/kernel/random/boot_id").stdout()).isNotEqualTo(bootBefore);
        assertThat(unit.property("ActiveState")).isEqualTo("active");
        assertThat(phase("idle")).isEqualTo("STOPPED");
        assertThat(unit.processes("idle")).isEmpty();
        assertThat(phase("broken")).isEqualTo("FAILED");
        assertThat(since(before)).extracting(EventEntry::event).contains("daemon_stopping", "daemon_stopped");
        assertThat(since(before))
                .filteredOn(event -> event.event().equals("runs_missed"))
                .extracting(event -> event.app().orElseThrow())
                .containsExactlyInAnyOrder("catcher", "skipper");
        assertThat(caughtUp("catcher", before)).hasSize(1);
        assertThat(caughtUp("skipper", before)).isEmpty();
        assertOneRunEach();
    }

    @RepeatedTest(POWER_CUTS)
    void aPowerCutLosesNothingThatWasAcknowledged() {
        String webBefore = unit.processes("web");
        long lastSeen = last(unit.events()).seq();
        unit.await("enough goes on", () -> last(unit.events()).seq() > lastSeen + EVENTS_BEFORE_CUT);
        // What was acknowledged a moment before the cut has to be on the disk.
        String order = phase("idle").equals("STOPPED") ? "start" : "stop";
        unit.pmctl(order + " idle").expect(0);
        List<EventEntry> before = unit.events();
        long runsOfBusy = newestRun("busy");

        machine.cutPower();
        machine.switchOn();
        unit.awaitProcesses("web");
        unit.await("busy runs again", () -> newestRun("busy") > runsOfBusy);

        assertThat(unit.property("ActiveState")).isEqualTo("active");
        assertThat(unit.processes("web")).isNotEqualTo(webBefore);
        assertThat(phase("idle")).isEqualTo(order.equals("start") ? "RUNNING" : "STOPPED");
        assertThat(since(before))
                .extracting(EventEntry::event)
                .contains("daemon_started")
                .doesNotContain("state_damaged", "internal_error", "history_failed");
        assertOneRunEach();
    }

    private static void assertOneRunEach() {
        assertThat(unit.events()).extracting(EventEntry::seq).isSorted().doesNotHaveDuplicates();
        for (String app : List.of("web", "busy", "catcher", "skipper")) {
            assertThat(unit.runs(app))
                    .as("runs of " + app)
                    .extracting(RunRecord::run)
                    .doesNotHaveDuplicates();
            assertThat(unit.processes(app).lines().count())
                    .as("processes of " + app)
                    .isLessThanOrEqualTo(2);
        }
        assertThat(unit.processes("web").lines()).hasSize(1);
    }

    /** What the journal has that was not there before; fails when a number was given to something else. */
    private static List<EventEntry> since(List<EventEntry> before) {
        List<EventEntry> now = unit.events();
        long last = last(before).seq();
        assertThat(now).filteredOn(event -> event.seq() <= last).allSatisfy(event -> assertThat(before)
                .contains(event));
        return now.stream().filter(event -> event.seq() > last).toList();
    }

    private static List<RunRecord> caughtUp(String job, List<EventEntry> before) {
        return unit.runs(job).stream()
                .filter(run -> run.trigger().equals("catch_up")
                        && run.startedAtMs() > last(before).tsMs())
                .toList();
    }

    private static long newestRun(String app) {
        return unit.runs(app).stream().mapToLong(RunRecord::run).max().orElse(0);
    }

    private static EventEntry last(List<EventEntry> events) {
        return events.get(events.size() - 1);
    }

    private static String phase(String app) {
        return unit.status(app).text("phase");
    }
}
