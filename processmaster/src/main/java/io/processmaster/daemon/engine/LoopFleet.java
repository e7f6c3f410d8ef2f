package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.Fleet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Commands, carried to the loop and answered from it. */
final class LoopFleet implements Fleet {
    private static final Outcome UNKNOWN = Outcome.failed("unknown_app", "no such app");
    private static final Outcome HELD = Outcome.failed(
            "start_failed", "it is not provisioned yet (pmctl update tries again, pmctl events tells why)");

    private static final Outcome GONE = Outcome.failed(
            "unknown_app", "its definition is gone, and it is being stopped (pmctl update takes it back)");

    private final SupervisorLoop loop;
    private final Redefinition redefinition;

    LoopFleet(SupervisorLoop loop) {
        this.loop = loop;
        this.redefinition = new Redefinition(loop);
    }

    @Override
    public FleetSnapshot snapshot() {
        return loop.snapshot();
    }

    @Override
    public Watching whenPublished(Runnable published) {
        return loop.onlookers().add(published);
    }

    @Override
    public CompletableFuture<Outcome> start(AppName app, StartCause cause, String why) {
        return onLoop(app, cell -> {
            boolean running = cell.life().state() instanceof AppState.Running;
            if (cell.isRemoved()) {
                return CompletableFuture.completedFuture(GONE);
            }
            if (cell.isHeld() && !running) {
                return CompletableFuture.completedFuture(HELD);
            }
            Waiter waiter = wait(cell, Waiter.Question.START);
            loop.apply(app, new AppEvent.StartRequested(cause, why));
            // Only a repeated check notices an app that runs already: nothing changes for it.
            CompletableFuture<Outcome> answer = waiter.answer();
            return running ? answer.thenApply(o -> Outcome.done("already_running", "already running")) : answer;
        });
    }

    @Override
    public CompletableFuture<Outcome> run(AppName app, StartCause cause, String why) {
        return onLoop(app, cell -> {
            AppState state = cell.life().state();
            if (cell.isRemoved()) {
                return CompletableFuture.completedFuture(GONE);
            }
            if (cell.isHeld() && !(state instanceof AppState.Running)) {
                return CompletableFuture.completedFuture(HELD);
            }
            boolean under = state instanceof AppState.Running
                    || (state instanceof AppState.Starting starting && starting.order() == AppState.Starting.Order.RUN);
            Waiter waiter =
                    new Waiter(Waiter.Question.RUN, under ? state.run() : state.run() + 1, new CompletableFuture<>());
            cell.waiters().add(waiter);
            loop.apply(app, new AppEvent.StartRequested(cause, why));
            return waiter.answer();
        });
    }

    @Override
    public CompletableFuture<Outcome> stop(AppName app, StopCause cause, String why) {
        return onLoop(app, cell -> {
            boolean down = cell.life().isAtRest();
            Waiter waiter = wait(cell, Waiter.Question.STOP);
            loop.apply(app, new AppEvent.StopRequested(cause, why));
            CompletableFuture<Outcome> answer = waiter.answer();
            return down ? answer.thenApply(o -> Outcome.done("already_stopped", "already stopped")) : answer;
        });
    }

    @Override
    public CompletableFuture<Outcome> restart(AppName app, StartCause cause, String why) {
        return onLoop(app, cell -> {
            if (cell.isRemoved()) {
                return CompletableFuture.completedFuture(GONE);
            }
            if (cell.isHeld()) {
                return CompletableFuture.completedFuture(HELD);
            }
            Waiter waiter = wait(cell, Waiter.Question.RESTART);
            loop.apply(app, new AppEvent.RestartRequested(cause, why));
            return waiter.answer();
        });
    }

    private static Waiter wait(AppCell cell, Waiter.Question question) {
        Waiter waiter = new Waiter(question, cell.life().state().run(), new CompletableFuture<>());
        cell.waiters().add(waiter);
        return waiter;
    }

    @Override
    public CompletableFuture<Outcome> pause(AppName app, boolean pause, String why) {
        return onLoop(app, cell -> {
            if (!(cell.life().state() instanceof AppState.Running)) {
                return CompletableFuture.completedFuture(Outcome.failed("not_running", "not running"));
            }
            loop.apply(app, new AppEvent.PauseRequested(pause, why));
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            // The effect is ahead of this in the lane, and its failure would be ahead of this in the mailbox.
            loop.inLane(app, () -> loop.news(() -> answer.complete(paused(app, pause))));
            return answer;
        });
    }

    private Outcome paused(AppName app, boolean pause) {
        boolean done = loop.cell(app)
                .filter(cell -> cell.life().state() instanceof AppState.Running running && running.paused() == pause)
                .isPresent();
        String word = pause ? "paused" : "resumed";
        return done
                ? Outcome.done(word, word)
                : Outcome.failed(
                        "io_failed",
                        loop.cell(app).map(cell -> cell.life().reason()).orElse("gone"));
    }

    @Override
    public CompletableFuture<Outcome> signal(AppName app, Signal signal, String why) {
        return onLoop(app, cell -> {
            if (!(cell.life().state() instanceof AppState.Running)) {
                return CompletableFuture.completedFuture(Outcome.failed("not_running", "not running"));
            }
            loop.note("signal", app, "signalled", signal.fullName() + ", " + why);
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            loop.inLane(app, () -> answer.completeAsync(() -> send(app, signal), Runnable::run));
            return answer;
        });
    }

    private Outcome send(AppName app, Signal signal) {
        try {
            int count = loop.ports().cgroups().signal(app, signal);
            return Outcome.done(
                    "signalled", signal.fullName() + " sent to " + count + " process" + (count == 1 ? "" : "es"));
        } catch (IOException e) {
            return Outcome.failed("io_failed", e.getMessage());
        }
    }

    @Override
    public CompletableFuture<List<Change>> define(Definitions definitions, String why) {
        CompletableFuture<List<Change>> answer = new CompletableFuture<>();
        boolean taken = loop.command(() -> {
            if (loop.isShuttingDown()) {
                answer.completeExceptionally(new IllegalStateException("the daemon is shutting down"));
                return;
            }
            List<Change> changes = redefinition.apply(definitions, why);
            loop.whenDurable(() -> answer.complete(changes));
        });
        if (!taken) {
            answer.completeExceptionally(new IllegalStateException("too many commands are waiting (try again)"));
        }
        return answer;
    }

    /** Runs {@code command} on the loop; its answer is passed on once what it changed is on disk, history included. */
    private CompletableFuture<Outcome> onLoop(AppName app, Function<AppCell, CompletableFuture<Outcome>> command) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        boolean taken = loop.command(() -> {
            if (loop.isShuttingDown()) {
                answer.complete(Outcome.failed("shutting_down", "the daemon is shutting down"));
                return;
            }
            CompletableFuture<Outcome> unused = loop.cell(app)
                    .map(command)
                    .orElseGet(() -> CompletableFuture.completedFuture(UNKNOWN))
                    .whenComplete((outcome, fault) -> finish(app, answer, outcome, fault));
        });
        if (!taken) {
            answer.complete(Outcome.failed("busy", "too many commands are waiting (try again)"));
        }
        return answer;
    }

    private void finish(AppName app, CompletableFuture<Outcome> answer, Outcome outcome, Throwable fault) {
        if (fault != null) {
            answer.complete(Outcome.failed("internal", "internal error: " + fault));
            return;
        }
        Runnable durably = () -> loop.news(() -> loop.whenDurable(() -> answer.complete(outcome)));
        loop.news(() -> {
            if (loop.isShuttingDown()) {
                durably.run();
            } else {
                // Behind what the lane still has to do for this: the run that was ended is in the history then.
                loop.inLane(app, durably);
            }
        });
    }
}
