package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the history tells of runs that the saved state does not know.
 *
 * <p>The state cannot be saved while its disk is full, and may be lost; a run of the history is over and has its number
 * for ever. Going on where the state ended would give that number to another run.
 */
public final class ToldSince {
    private ToldSince() {}

    /**
     * The saved state as it would be, had it been saved after the newest run that was told.
     *
     * @param saved what the daemon before kept; empty when it knew nothing of the app
     * @param told the newest run of the history; empty when there is none
     * @param kernel what is there now
     * @param sameBoot whether the host has not been restarted since the state was saved
     * @return {@code saved} itself, unless the history is ahead of it
     */
    public static Optional<SavedApp> catchUp(
            AppName name, Optional<SavedApp> saved, Optional<RunRecord> told, KernelFacts kernel, boolean sameBoot) {
        if (told.isEmpty()
                || saved.filter(app -> isAhead(app, told.get().run())).isPresent()) {
            return saved;
        }
        if (saved.isEmpty()) {
            return Optional.of(known(name, told.get()));
        }
        SavedApp app = saved.get();
        return Optional.of(
                app.live().filter(live -> kernel.savedMainAlive() && sameBoot).isPresent()
                        ? app
                        : with(app, told.get(), live(app, told.get(), kernel, sameBoot)));
    }

    private static boolean isAhead(SavedApp app, long told) {
        return app.live().map(live -> live.number() > told).orElse(app.run() >= told);
    }

    /**
     * A cgroup belongs to a run after the one that was told, for a run is told when its cgroup is gone. Without one, the run
     * that was told last takes the place of the one that was saved: the restart policy has not decided on it yet.
     */
    private static Optional<SavedRun> live(SavedApp app, RunRecord told, KernelFacts kernel, boolean sameBoot) {
        if (kernel.present() || !sameBoot) {
            return Optional.empty();
        }
        return app.live()
                .map(live -> new SavedRun(
                        told.run(),
                        false,
                        0,
                        0,
                        told.startedAtMs(),
                        live.startedNanos(),
                        told.trigger(),
                        told.reason(),
                        live.stderrFrom(),
                        live.oomKillsBefore()));
    }

    private static SavedApp with(SavedApp app, RunRecord told, Optional<SavedRun> live) {
        return new SavedApp(
                app.name(),
                app.enabled(),
                app.stoppedByUser(),
                app.paused(),
                Math.max(app.run(), told.run()),
                live,
                app.restartNanos(),
                app.backoffAttempt(),
                app.restartsTotal(),
                app.failed(),
                app.finished(),
                app.reason(),
                Optional.of(exit(told)),
                app.timetable());
    }

    private static SavedApp known(AppName name, RunRecord told) {
        return new SavedApp(
                name,
                true,
                false,
                false,
                told.run(),
                Optional.empty(),
                List.of(),
                0,
                0,
                false,
                false,
                "known from its history only",
                Optional.of(exit(told)),
                Optional.empty());
    }

    private static SavedExit exit(RunRecord told) {
        return new SavedExit(
                told.exit(),
                told.oomKilled(),
                told.endedAtMs(),
                OptionalLong.of(told.startedAtMs()),
                Optional.of(told.outcome()));
    }
}
