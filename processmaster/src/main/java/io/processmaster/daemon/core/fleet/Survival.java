package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Next;
import io.processmaster.daemon.core.app.StopTally;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.schedule.Timetable;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What of an app's life outlives the daemon, and how the next daemon picks it up. */
public final class Survival {
    // /proc counts in hundredths of a second on every architecture that Linux offers to programs.
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final String HOST_RESTARTED = "host_restarted";

    private Survival() {}

    /**
     * A life picked up.
     *
     * @param life to go on from
     * @param effects to be carried out first
     * @param found what was found, in words, for an event; empty when there is nothing to tell
     */
    public record Restored(AppLife life, List<AppEffect> effects, Optional<String> found) {}

    /** What has to be kept of {@code life}, of whether the app was enabled meanwhile, and of a job's schedule. */
    public static SavedApp save(AppName name, boolean enabled, AppLife life, Optional<Timetable> timetable) {
        RestartMemory memory = life.restarts();
        return new SavedApp(
                name,
                enabled,
                life.stoppedByPerson(),
                life.state() instanceof AppState.Running running && running.paused(),
                life.state().run(),
                live(life),
                memory.recentNanos(),
                memory.attempt(),
                memory.total(),
                life.state() instanceof AppState.Failed,
                life.state() instanceof AppState.Stopped stopped && stopped.finished(),
                life.reason(),
                life.lastExit()
                        .map(exit -> new SavedExit(
                                exit.exit(),
                                exit.oomKilled(),
                                exit.atMillis(),
                                exit.startedAtMillis(),
                                exit.outcome())),
                timetable);
    }

    private static Optional<SavedRun> live(AppLife life) {
        if (life.state() instanceof AppState.Starting starting) {
            // The launch may come to its first instruction, and the run to its end, without this daemon.
            return Optional.of(live(life, new RunFacts(starting.began(), 0, 0, 0), true));
        }
        return life.facts().map(facts -> live(life, facts, false));
    }

    private static SavedRun live(AppLife life, RunFacts facts, boolean launching) {
        return new SavedRun(
                life.state().run(),
                launching,
                facts.mainPid(),
                facts.startTicks(),
                facts.started().epochMillis(),
                facts.started().nanos(),
                life.trigger().kind().text(),
                life.trigger().words(),
                facts.stderrFrom(),
                0);
    }

    /**
     * Picks a life up.
     *
     * @param saved what the daemon before kept; empty when it knew nothing of the app
     * @param kernel what is there now
     * @param sameBoot whether the host has not been restarted since
     * @param restoreStopped whether a person's stop is kept
     * @param now the time
     */
    public static Restored restore(
            Optional<SavedApp> saved, KernelFacts kernel, boolean sameBoot, boolean restoreStopped, Moment now) {
        AppLife blank = AppLife.unborn(now, "never started");
        AppLife life =
                saved.map(s -> remembered(s, sameBoot, restoreStopped, now)).orElse(blank);
        Optional<SavedRun> live = saved.flatMap(SavedApp::live);
        if (kernel.populated()) {
            return adopted(life, saved, live, kernel, sameBoot, now);
        }
        if (live.isEmpty() && saved.isPresent() && sameBoot && kernel.present()) {
            return endedMeanwhile(life, untold(life, now), now);
        }
        if (live.isEmpty() || (live.get().launching() && sameBoot && !kernel.present())) {
            return new Restored(life, List.of(), Optional.empty());
        }
        return sameBoot ? endedMeanwhile(life, live.get(), now) : endedByReboot(life, live.get(), now);
    }

    private static AppLife remembered(SavedApp saved, boolean sameBoot, boolean restoreStopped, Moment now) {
        boolean down = saved.stoppedByUser() && restoreStopped;
        AppState state = saved.failed() && sameBoot
                ? new AppState.Failed(saved.run())
                : new AppState.Stopped(saved.run(), saved.finished() && sameBoot);
        return new AppLife(
                state,
                now,
                saved.reason(),
                down,
                Trigger.NONE,
                new RestartMemory(
                        sameBoot ? saved.restartNanos() : List.of(),
                        sameBoot ? saved.backoffAttempt() : 0,
                        saved.restartsTotal()),
                saved.lastExit()
                        .map(exit -> new LastExit(
                                exit.status(), exit.oomKilled(), exit.atMs(), exit.startedAtMs(), exit.outcome())),
                Optional.empty());
    }

    private static Restored adopted(
            AppLife life,
            Optional<SavedApp> saved,
            Optional<SavedRun> live,
            KernelFacts kernel,
            boolean sameBoot,
            Moment now) {
        boolean known = live.isPresent() && sameBoot;
        long run = known ? live.get().number() : life.state().run() + 1;
        RunFacts facts = known && kernel.savedMainAlive()
                ? facts(live.get(), now)
                : new RunFacts(
                        known ? facts(live.get(), now).started() : startOf(kernel, now),
                        kernel.mainPid(),
                        kernel.mainStartTicks(),
                        live.map(SavedRun::stderrFrom).orElse(0L));
        Trigger trigger = known ? trigger(live.get()) : new Trigger(Trigger.Kind.ADOPTED, "found running");
        Optional<ExitStatus> mainExit = facts.mainPid() == 0 ? Optional.of(ExitStatus.UNKNOWN) : Optional.empty();
        boolean paused = saved.isPresent() && saved.get().paused();
        AppState running = new AppState.Running(run, facts, mainExit, paused);
        return new Restored(
                new AppLife(
                        running,
                        facts.started(),
                        known ? life.reason() : "found running",
                        life.stoppedByPerson(),
                        trigger,
                        life.restarts(),
                        life.lastExit(),
                        Optional.empty()),
                List.of(),
                Optional.of("adopted run " + run + (facts.mainPid() == 0 ? "" : ", main process " + facts.mainPid())));
    }

    private static Moment startOf(KernelFacts kernel, Moment now) {
        if (kernel.mainStartTicks() == 0) {
            return now;
        }
        long ago = Math.max(0, now.nanos() - kernel.mainStartTicks() * NANOS_PER_TICK);
        return new Moment(now.wall().minus(Duration.ofNanos(ago)), now.nanos() - ago);
    }

    /** Its cgroup tells of a launch, and nothing else does: the daemon died before it had saved that. */
    private static SavedRun untold(AppLife life, Moment now) {
        Trigger trigger = new Trigger(Trigger.Kind.ADOPTED, "its cgroup was found");
        RunFacts facts = new RunFacts(now, 0, 0, 0);
        AppState launched = new AppState.Stopped(life.state().run() + 1, false);
        return live(in(life, launched, trigger, now), facts, true);
    }

    private static Restored endedMeanwhile(AppLife life, SavedRun live, Moment now) {
        Optional<StopTally> stop =
                life.stoppedByPerson() ? Optional.of(new StopTally(now, 0, 0, false, false)) : Optional.empty();
        RunFacts facts = facts(live, now);
        AppState collecting = new AppState.Collecting(live.number(), facts, now, stop, Next.REST);
        return new Restored(
                in(life, collecting, trigger(live), now),
                List.of(new AppEffect.Collect(live.number(), facts)),
                Optional.of("run " + live.number() + " ended while no daemon ran"));
    }

    private static Restored endedByReboot(AppLife life, SavedRun live, Moment now) {
        RunRecord record = new RunRecord(
                live.number(),
                live.trigger(),
                live.reason(),
                live.startedWallMs(),
                now.epochMillis(),
                ExitStatus.UNKNOWN,
                false,
                HOST_RESTARTED,
                List.of());
        AppLife ended = in(life, new AppState.Stopped(live.number(), false), trigger(live), now);
        return new Restored(
                new AppLife(
                        ended.state(),
                        ended.since(),
                        ended.reason(),
                        ended.stoppedByPerson(),
                        ended.trigger(),
                        ended.restarts(),
                        Optional.of(new LastExit(
                                ExitStatus.UNKNOWN,
                                false,
                                now.epochMillis(),
                                OptionalLong.of(live.startedWallMs()),
                                Optional.of(HOST_RESTARTED))),
                        ended.lastStop()),
                List.of(new AppEffect.KeepRecord(record)),
                Optional.of("run " + live.number() + " ended with the host"));
    }

    private static AppLife in(AppLife life, AppState state, Trigger trigger, Moment now) {
        return new AppLife(
                state,
                now,
                life.reason(),
                life.stoppedByPerson(),
                trigger,
                life.restarts(),
                life.lastExit(),
                Optional.empty());
    }

    private static RunFacts facts(SavedRun live, Moment now) {
        Moment started =
                new Moment(Instant.ofEpochMilli(live.startedWallMs()), Math.min(live.startedNanos(), now.nanos()));
        return new RunFacts(started, live.mainPid(), live.mainStartTicks(), live.stderrFrom());
    }

    private static Trigger trigger(SavedRun live) {
        return new Trigger(Trigger.Kind.of(live.trigger()), live.reason());
    }
}
