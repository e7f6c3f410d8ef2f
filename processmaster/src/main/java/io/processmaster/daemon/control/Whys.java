package io.processmaster.daemon.control;

import io.processmaster.common.api.WhyReport;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words why an app is as it is, and what will happen next. */
final class Whys {
    private Whys() {}

    /**
     * The report.
     *
     * @param newest the newest finished run, if there is one
     * @param stuck processes that a stop waits for, as people call them
     * @param lately what became of runs of a job that did not come about
     */
    static WhyReport of(AppView view, Optional<RunRecord> newest, List<String> stuck, List<String> lately, Moment now) {
        AppLife life = view.life();
        List<String> because = new ArrayList<>();
        if (!life.reason().isEmpty()) {
            because.add(life.reason());
        }
        because.addAll(Causes.ofState(view, stuck));
        Causes.exit(life, newest)
                .ifPresent(exit -> because.add((wasOvertime(exit)
                                ? "the last run took longer than it may and ended with "
                                : "the last run ended with ")
                        + exit.exit().words()
                        + newest.map(run -> ", after " + ranFor(run)).orElse("")
                        + (exit.oomKilled() ? "; the kernel's OOM killer struck in it" : "")));
        because.addAll(Causes.ofEnd(view, newest));
        because.addAll(Jobs.explain(view));
        because.addAll(lately);
        addWill(view, because);
        view.problems()
                .forEach(problem -> because.add("its file is bad now, the last good definition is in force: " + problem
                        + " (mend it, then pmctl update)"));
        boolean down = life.isAtRest() || life.state() instanceof AppState.Backoff;
        return new WhyReport(
                view.spec().name().text(),
                life.phase().name(),
                summary(view, now),
                because.stream().distinct().toList(),
                next(view, newest, now),
                down ? newest.map(RunRecord::stderrTail).orElse(List.of()) : List.of());
    }

    private static boolean wasOvertime(LastExit exit) {
        return exit.outcome().equals(Optional.of("overtime"));
    }

    private static String ranFor(RunRecord run) {
        return TimeSpan.text(Duration.ofMillis(Math.max(0, run.endedAtMs() - run.startedAtMs())));
    }

    private static String summary(AppView view, Moment now) {
        AppLife life = view.life();
        String phase = life.phase()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace("backoff", "waiting to be restarted")
                .replace("failed", "down after a failure");
        boolean paused = life.state() instanceof AppState.Running running && running.paused();
        return view.spec().name() + " has been " + phase + (paused ? " but paused" : "") + " for "
                + TimeSpan.text(now.since(life.since()));
    }

    private static void addWill(AppView view, List<String> because) {
        if (view.life().stoppedByPerson() && view.spec().job().isEmpty()) {
            because.add("a person stopped it, so nothing starts it by itself");
        }
        if (!view.spec().enabled()) {
            because.add("it is disabled in " + view.spec().sourceFile());
        }
    }

    private static Optional<String> next(AppView view, Optional<RunRecord> newest, Moment now) {
        AppLife life = view.life();
        return view.spec().job().isPresent() && (life.isAtRest() || life.phase() == Phase.RUNNING)
                ? Optional.of(Jobs.whatFollows(view))
                : Optional.of(new Outlook(view, now).next(newest));
    }
}
