package io.processmaster.dist.chaos;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.dist.DaemonUnderTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at everything while nobody does anything: mends the definitions, then compares the daemon with the kernel. */
final class Quiet {
    private static final JsonObject ALL =
            JsonObject.builder().put("names", JsonArray.ofTexts(List.of("all"))).build();

    private final DaemonUnderTest daemon;
    private final ChaosFleet fleet;
    private final Lives lives;
    private final Witness witness;
    private final Histories histories;
    private final Losses losses;
    private final Wire wire;
    private final KernelCheck kernel;
    private final Orphans orphans;
    private final JournalCheck journal;

    Quiet(DaemonUnderTest daemon, ChaosFleet fleet, Lives lives, Witness witness, Losses losses) {
        this.daemon = daemon;
        this.fleet = fleet;
        this.lives = lives;
        this.witness = witness;
        this.losses = losses;
        this.histories = new Histories(losses);
        this.wire = new Wire(daemon.home().socket());
        this.kernel = new KernelCheck(wire, daemon.cgroup());
        this.orphans =
                new Orphans(fleet.mark(), daemon.cgroup().path().getFileName().toString());
        this.journal = new JournalCheck(daemon.home().path().resolve("state"));
    }

    /** Fails with the first promise that is broken; otherwise tells what it saw. */
    String look() {
        lives.up();
        fleet.mend();
        int mended = update();
        wire.ask(Method.RESUME, ALL);
        kernel.agree();
        orphans.none();
        Ledger ledger = Ledger.read(fleet.ledger());
        ledger.noneDoubled();
        knowsTheFleet();
        ChaosFleet.APPS.forEach(app -> histories.read(app, wire.runs(app)));
        journal.complete(journal.read(), lives.hardEnds(), witness.heard());
        return mended + " definitions mended, " + ledger.begun().size() + " runs begun so far";
    }

    private int update() {
        return wire.want(Method.UPDATE, JsonObject.builder().put("strict", true).build())
                .array("changes")
                .values()
                .size();
    }

    private void knowsTheFleet() {
        Set<String> known = wire.status().stream().map(AppStatus::application).collect(Collectors.toSet());
        if (!known.equals(Set.copyOf(ChaosFleet.APPS))) {
            throw new Violation("after an update, status knows other apps than are defined: " + known);
        }
    }

    /** What the daemon takes now. */
    Footprint footprint() {
        return Footprint.of(daemon.daemon().pid(), daemon.home().path());
    }

    /** Stops everything, looks whether nothing is left and all that was is accounted for, and ends the daemon. */
    String last() {
        fleet.restJobs();
        update();
        wire.want(Method.STOP, ALL);
        kernel.agree();
        orphans.nobody();
        ChaosFleet.APPS.forEach(app -> histories.read(app, wire.runs(app)));
        int exit = daemon.terminate();
        witness.close();
        if (exit != 0 || daemon.cgroup().exists()) {
            throw new Violation("the end: exit code " + exit + ", cgroup there: "
                    + daemon.cgroup().exists());
        }
        List<EventEntry> events = journal.read();
        journal.complete(events, lives.hardEnds(), witness.heard());
        return accounts(events) + output(events);
    }

    private String accounts(List<EventEntry> events) {
        Ledger ledger = Ledger.read(fleet.ledger());
        ledger.noneDoubled();
        RunsCheck check = new RunsCheck(losses);
        int told = 0;
        int untold = 0;
        for (String app : ChaosFleet.APPS) {
            RunsCheck.Excused excused = check.compare(app, ledger.of(app), histories.of(app));
            long failures = count(events, app, "history_failed");
            if (excused.told() > failures) {
                throw new Violation(
                        excused.told() + " runs of " + app + " are missing, and only " + failures + " were told");
            }
            told += excused.told();
            untold += excused.untold();
        }
        return ledger.begun().size() + " runs, each told once, but for " + told
                + " that a full disk kept out of the history, as events tell, and " + untold
                + " around the loss of a state; ";
    }

    private String output(List<EventEntry> events) {
        long lines = 0;
        long rotations = 0;
        for (String app : ChaosFleet.KEPT_FLOODS) {
            if (count(events, app, "rotation_unfrozen") == 0) {
                lines += new OutputCheck(daemon.home().directory(app).resolve("logs")).whole();
            }
            rotations += count(events, app, "log_rotated");
        }
        return lines + " lines whole over " + rotations + " rotations; " + events.size() + " events";
    }

    private static long count(List<EventEntry> events, String app, String name) {
        return events.stream()
                .filter(event -> event.event().equals(name) && event.app().equals(Optional.of(app)))
                .count();
    }
}
