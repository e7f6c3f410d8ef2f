package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock of the host is set to and fro while apps run, crash and are commanded: no run is lost, doubled or made up. */
final class VmClockIT {
    private static final long SEED = Long.getLong("pm.seed", 1);
    private static final int LEAPS = 8;
    private static final int JOB_PERIOD = 2;
    private static final long SERVED = 600;
    private static final List<Long> SECONDS =
            List.of(90L, 3_600L, 86_400L, 31_536_000L, -14_400L, -86_400L, -31_536_000L);
    private static final String KILL = "systemctl kill --kill-whom=main -s KILL processmaster";
    private static final List<String> DEEDS =
            List.of("true", "true", "pmctl restart web", "pmctl stop web && pmctl start web", KILL);

    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("clock");

    private static final InstalledUnit unit = new InstalledUnit(machine);

    @BeforeAll
    static void install() {
        unit.install(
                InstalledUnit.define("web", "exec sleep 100000"),
                // The time since boot is what no setting of the clock changes.
                InstalledUnit.define(
                        "flaky",
                        "cut -d\" \" -f1 /proc/uptime >>ledger; sleep 0.5; exit 1",
                        "restart_policy: {restart_backoff_ms: 500, tolerance: {max_restarts: 500, duration: 1m}}"),
                InstalledUnit.define(
                        "job",
                        "mkdir lock || echo doubled >>faults; cut -d\" \" -f1 /proc/uptime >>ledger; sleep 0.3; rmdir lock",
                        "  schedule: \"*/" + JOB_PERIOD + " * * * * *\""));
        unit.awaitProcesses("web");
        awaitMore("job", 1);
        awaitMore("flaky", 1);
    }

    @Test
    void whateverTheClockShowsEachRunIsToldOnceAndOnlyItsScheduleFollows() {
        System.out.println("clock: " + LEAPS + " leaps, again with -Dpm.seed=" + SEED);
        Random random = new Random(SEED);
        int kills = 0;
        for (int i = 0; i < LEAPS; i++) {
            long leap = SECONDS.get(random.nextInt(SECONDS.size()));
            String deed = DEEDS.get(random.nextInt(DEEDS.size()));
            leap(leap, deed);
            kills += deed.equals(KILL) ? 1 : 0;
        }
        unit.pmctl("disable job").expect(0);
        unit.pmctl("stop flaky").expect(0);
        unit.await("the job rests", () -> unit.status("job").text("phase").equals("STOPPED"));
        List<Double> job = ledger("job");
        List<Double> flaky = ledger("flaky");
        double lasted = uptime() - job.get(0);
        List<Long> toldOfJob = told("job");
        List<Long> toldOfFlaky = told("flaky");
        unit.pmctl("enable job").expect(0);
        unit.pmctl("start flaky").expect(0);

        assertThat(machine.run("cat /srv/job/faults").exit())
                .as("no run at a time beside another")
                .isNotZero();
        // Each leap may bring one run of the minute before where it led to, and cut a period short.
        assertThat((double) job.size())
                .as("runs of the job in %s s", lasted)
                .isLessThanOrEqualTo(lasted / JOB_PERIOD + 2 * LEAPS + 2);
        // The stop, and each kill of the daemon, may have ended one before it could write.
        assertThat(toldOfJob.size()).as("runs of job").isBetween(job.size(), job.size() + kills + 1);
        assertThat(toldOfFlaky.size()).as("runs of flaky").isBetween(flaky.size(), flaky.size() + kills + 1);
        assertThat(unit.events("job"))
                .extracting(EventEntry::event)
                .contains("runs_missed", "clock_set_back")
                .doesNotContain("internal_error", "history_failed");
    }

    @Test
    void aClockThatGoesBackALittleServesNoTimeTwiceAndDelaysNoRestart() {
        awaitMore("job", 1);
        setClock(-SERVED);
        // What had begun before is over.
        awaitMore("flaky", 3);
        int served = ledger("job").size();

        awaitMore("flaky", 4 * JOB_PERIOD);
        assertThat(ledger("job")).hasSize(served);

        setClock(SERVED);
        awaitMore("job", 2);
    }

    /** Sets the clock and does something at once; what is not told to change goes on. */
    private static void leap(long seconds, String deed) {
        String before = unit.processes("web");
        String daemon = unit.property("MainPID");
        machine.run(clock(seconds) + " && " + deed).expect(0);
        if (deed.equals(KILL)) {
            unit.awaitDaemonAfter(daemon);
        }
        awaitMore("job", 2);
        awaitMore("flaky", 2);
        if (deed.contains("web")) {
            unit.awaitProcesses("web");
            assertThat(unit.processes("web")).isNotEqualTo(before);
        } else {
            assertThat(unit.processes("web")).as("web after " + seconds + " s").isEqualTo(before);
        }
        JsonObject web = unit.status("web");
        assertThat(web.text("phase")).isEqualTo("RUNNING");
        assertThat(web.integer("uptime_ms") / 1000.0)
                .as("uptime after " + seconds + " s")
                .isBetween(0.0, uptime());
    }

    private static void setClock(long seconds) {
        machine.run(clock(seconds)).expect(0);
    }

    private static String clock(long seconds) {
        return "date -s @$(( $(date +%s) + " + seconds + " ))";
    }

    private static double uptime() {
        return Double.parseDouble(
                machine.run("cut -d' ' -f1 /proc/uptime").expect(0).stdout().strip());
    }

    private static void awaitMore(String app, int runs) {
        int before = ledger(app).size();
        unit.await(runs + " more runs of " + app, () -> ledger(app).size() >= before + runs);
    }

    /** When each run of an app began, in seconds since boot; by the app itself. */
    private static List<Double> ledger(String app) {
        return machine.run("cat /srv/" + app + "/ledger 2>/dev/null; true")
                .expect(0)
                .stdout()
                .lines()
                .map(Double::valueOf)
                .toList();
    }

    /** The numbers of the runs that the history tells, none of them twice and none left out. */
    private static List<Long> told(String app) {
        List<Long> told = unit.runs(app).stream().map(RunRecord::run).sorted().toList();
        assertThat(told).as("numbers of runs of " + app).doesNotHaveDuplicates();
        assertThat(told.get(told.size() - 1) - told.get(0) + 1)
                .as("no gap in %s", told)
                .isEqualTo(told.size());
        return told;
    }
}
