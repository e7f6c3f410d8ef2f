package io.processmaster.daemon.control;

import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.AppState.Starting;
import io.processmaster.daemon.core.app.AppState.Stopping;
import io.processmaster.daemon.core.app.Next;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.Optional;

/** Says in plain words what will happen to a service next, and what a person can do about it. */
final class Outlook {
    private final AppView view;
    private final AppLife life;
    private final Moment now;

    Outlook(AppView view, Moment now) {
        this.view = view;
        this.life = view.life();
        this.now = now;
    }

    /** The next thing that will happen; {@code newest} is the newest finished run, if there is one. */
    String next(Optional<RunRecord> newest) {
        AppState state = life.state();
        if (state instanceof AppState.Backoff backoff) {
            return "it is started in " + span(backoff.until().since(now)) + " (" + command("start") + " does it now, "
                    + command("stop") + " prevents it)";
        }
        if (state instanceof Starting starting) {
            return starting(starting);
        }
        if (state instanceof AppState.Running running) {
            return running(running);
        }
        if (state instanceof Stopping stopping) {
            return stopping(stopping);
        }
        if (state instanceof AppState.Collecting collecting) {
            return "what the run left is recorded, then "
                    + (collecting.stop().isEmpty()
                            ? "its restart policy (" + policy() + ") decides"
                            : afterwards(collecting.next()));
        }
        boolean neverRan = life.state() instanceof AppState.Failed && Causes.wasLaunchFailure(life, newest);
        return "nothing, until " + (neverRan ? "the cause is mended and " : "") + "a person starts it: "
                + command("start") + (view.spec().enabled() ? "" : " --force");
    }

    private String starting(Starting starting) {
        return switch (starting.order()) {
            case RUN -> "it runs as soon as its program is executed; should that fail, the reason is told here";
            case STOP -> "it is stopped as soon as its program is executed";
            case RESTART -> "it is stopped as soon as its program is executed, then started again";
        };
    }

    private String running(AppState.Running running) {
        if (running.paused()) {
            return "nothing, until a person resumes it: " + command("resume") + " (or stops it: " + command("stop")
                    + ")";
        }
        if (running.mainExit().isPresent()) {
            return "it ends with the last of its processes (" + command("stop") + " ends them now); " + whenItEnds();
        }
        return whenItEnds();
    }

    private String stopping(Stopping stopping) {
        Duration left =
                stopping.tally().began().plus(view.spec().stop().grace()).since(now);
        String then = "; then " + afterwards(stopping.next());
        return switch (stopping.step()) {
            case COMMAND ->
                "if the stop command fails, the signal follows; what is left in " + span(left) + " is killed" + then;
            case WAITING -> "what is left in " + span(left) + " is killed" + then;
            case KILLED -> "the kernel should report any moment that nothing is left" + then;
            case STUCK ->
                "everything is killed again every few seconds until the kernel lets go; a process that cannot be"
                        + " killed waits for a disk or a network file system, so mend that" + then;
        };
    }

    private static String afterwards(Next next) {
        return next == Next.START ? "it is started again" : "it stays down";
    }

    private String whenItEnds() {
        RestartSpec restart = view.spec().restart();
        int used = life.restarts().within(restart.window().toNanos(), now.nanos());
        int left = Math.max(0, restart.maxRestarts() - used);
        String budget =
                left + " of " + restart.maxRestarts() + " restarts left within " + TimeSpan.text(restart.window());
        return switch (restart.policy()) {
            case ALWAYS -> "when it ends it is started again; " + budget;
            case ON_FAILURE -> "when it fails it is started again; " + budget;
            case NEVER -> "when it ends it stays down (policy never)";
        };
    }

    private String policy() {
        return Causes.policy(view.spec().restart().policy());
    }

    private String command(String command) {
        return "pmctl " + command + " " + view.spec().name();
    }

    private static String span(Duration span) {
        return TimeSpan.text(span);
    }
}
