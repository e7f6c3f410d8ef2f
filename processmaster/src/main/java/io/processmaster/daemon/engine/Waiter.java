package io.processmaster.daemon.engine;

import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.fleet.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Somebody who asked for something and waits until an app's life says how it went. */
record Waiter(Question question, long run, CompletableFuture<Outcome> answer) {
    /** What was asked for; {@code run} is the newest run at that time, and for {@code RUN} the one to wait for. */
    enum Question {
        START,
        STOP,
        RESTART,
        RUN
    }

    /** The answer, once there is one; {@code job} tells whether being down again is what the app is made for. */
    Optional<Outcome> check(AppLife life, boolean job) {
        return switch (question) {
            case START -> started(life, "started", job);
            case STOP -> stopped(life);
            case RESTART -> life.state().run() == run ? ended(life) : started(life, "restarted", job);
            case RUN -> over(life);
        };
    }

    private Optional<Outcome> started(AppLife life, String word, boolean job) {
        AppState state = life.state();
        if (state instanceof AppState.Running running) {
            String pid = running.facts().mainPid() == 0
                    ? ""
                    : ", pid " + running.facts().mainPid();
            return Optional.of(Outcome.done(word, word + pid));
        }
        // A pause after that very run means that a launch that was under way has failed meanwhile.
        if (state.run() == run && !life.isAtRest() && !(state instanceof AppState.Backoff)) {
            return Optional.empty();
        }
        if (job && life.isAtRest() && state.run() > run && !hasLaunchFailed(life)) {
            return Optional.of(Outcome.done(
                    word,
                    word + ", and over already: "
                            + life.lastExit().map(Waiter::words).orElse("unknown exit")));
        }
        if (life.isAtRest() || state instanceof AppState.Backoff) {
            boolean overruled = life.stoppedByPerson();
            return Optional.of(Outcome.failed(
                    overruled ? "busy" : "start_failed", overruled ? "stopped by another request" : life.reason()));
        }
        return Optional.empty();
    }

    /** The run of a job is over; asked after each step of its life, so that the newest exit is that run's. */
    private Optional<Outcome> over(AppLife life) {
        long newest = life.state().run();
        if (newest < run || (newest == run && !life.isAtRest())) {
            return life.isAtRest()
                    ? Optional.of(Outcome.failed("busy", "stopped by another request"))
                    : Optional.empty();
        }
        if (hasLaunchFailed(life)) {
            return Optional.of(Outcome.failed("start_failed", life.reason()));
        }
        String words = life.lastExit().map(Waiter::words).orElse("unknown exit");
        boolean good = life.lastExit().flatMap(LastExit::outcome).equals(Optional.of("exited"));
        return Optional.of(good ? Outcome.done("finished", "finished: " + words) : Outcome.failed("run_failed", words));
    }

    private static boolean hasLaunchFailed(AppLife life) {
        return life.lastExit().flatMap(LastExit::outcome).equals(Optional.of("launch_failed"));
    }

    private static String words(LastExit exit) {
        String plain = exit.oomKilled()
                ? exit.exit().words() + ", the kernel's OOM killer struck"
                : exit.exit().words();
        return exit.outcome()
                .filter(outcome -> outcome.equals("overtime") || outcome.equals("stopped") || outcome.equals("killed"))
                .map(outcome -> outcome + ", " + plain)
                .orElse(plain);
    }

    private Optional<Outcome> ended(AppLife life) {
        if (life.state() instanceof AppState.Stopping stopping && stopping.step() == AppState.Stopping.Step.STUCK) {
            return Optional.of(Outcome.failed("stop_failed", life.reason()));
        }
        return life.isAtRest() ? Optional.of(Outcome.failed("busy", "stopped by another request")) : Optional.empty();
    }

    private Optional<Outcome> stopped(AppLife life) {
        if (life.state().run() > run || life.isAtRest()) {
            Outcome done = Outcome.done("stopped", "stopped");
            return Optional.of(life.lastStop()
                    .filter(receipt -> receipt.run() == run)
                    .map(receipt -> done(receipt))
                    .orElse(done));
        }
        if (life.state() instanceof AppState.Stopping stopping && stopping.step() == AppState.Stopping.Step.STUCK) {
            return Optional.of(Outcome.failed("stop_failed", life.reason()));
        }
        return Optional.empty();
    }

    private static Outcome done(AppLife.StopReceipt receipt) {
        boolean forced = receipt.tally().forced();
        String message = forced
                ? "killed after the grace period, " + receipt.tally().killed() + " killed, " + receipt.tookMillis()
                        + " ms"
                : "stopped in " + receipt.tookMillis() + " ms";
        return Outcome.done(forced ? "killed" : "stopped", message).with(receipt);
    }
}
