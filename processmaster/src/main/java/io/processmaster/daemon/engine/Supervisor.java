package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The engine as a whole: gives the loop its thread, and the way up and down. */
public final class Supervisor {
    /** What a stop may take beyond the longest grace period before the daemon gives up waiting and sweeps. */
    static final Duration SHUTDOWN_SLACK = Duration.ofSeconds(5);

    private static final int LEAST_LANES = 2;
    private static final int MOST_LANES = 8;

    private final Ports ports;
    private final Lanes lanes;
    private final StateKeeper keeper;
    private final Rotations rotations;
    private final SupervisorLoop loop;
    private final LoopFleet fleet;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * Makes it; nothing happens before {@link #adopt}.
     *
     * @param relay the listener that the kernel watch was made with
     * @param compiler makes fire times of a job's schedule
     * @param onFault told when the loop itself fails, which nothing but a bug can cause
     */
    public Supervisor(
            Ports ports,
            NewsRelay relay,
            Function<JobSpec, FireTimes> compiler,
            StateStore store,
            Consumer<Throwable> onFault) {
        this.ports = ports;
        int processors = Runtime.getRuntime().availableProcessors();
        this.lanes = new Lanes(Math.max(LEAST_LANES, Math.min(MOST_LANES, processors * 2)));
        this.keeper = new StateKeeper(store, this::stateTold);
        this.rotations = new Rotations(ports, ZoneId.systemDefault(), lanes::submit);
        this.loop = new SupervisorLoop(
                ports,
                lanes,
                keeper,
                rotations,
                () -> ThreadLocalRandom.current().nextDouble(),
                compiler);
        this.fleet = new LoopFleet(loop);
        this.thread = new Thread(() -> run(onFault), "pm-loop");
        relay.connect(loop);
    }

    private void stateTold(StateKeeper.Turn turn) {
        ports.events()
                .append(
                        ports.time().now(),
                        "state",
                        Optional.empty(),
                        turn.good() ? "state_saved_again" : "state_not_saved",
                        turn.good() ? "the state is on disk again" : turn.problem(),
                        Map.of());
    }

    /**
     * Picks up what the daemon before left and starts what should run, then gives the loop its thread.
     *
     * <p>When it returns, the snapshot tells of every app, also when nothing more is going to happen to any.
     *
     * @param held good definitions that must not be taken into force yet; what still runs of such an app is adopted
     */
    public void adopt(Optional<SavedFleet> saved, Definitions definitions, Set<AppName> held, boolean restoreStopped)
            throws IOException {
        new Adoption(loop, saved, restoreStopped).adopt(definitions, held);
        // Readers may look before the first letter arrives, which may take a day when nothing is to be started.
        loop.publish();
        rotations.start();
        thread.start();
    }

    private void run(Consumer<Throwable> onFault) {
        try {
            while (!ended || loop.hasMail()) {
                loop.runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            onFault.accept(e);
        }
    }

    /** For commands. */
    public Fleet fleet() {
        return fleet;
    }

    /** The wall clock was set, or the host slept; for any thread. */
    public void clockWasSet() {
        loop.news(loop.schedules()::clockWasSet);
        rotations.clockWasSet();
    }

    /** Runs {@code work} on the loop's thread, which proves that it is alive. */
    public void onLoop(Runnable work) {
        loop.command(work);
    }

    /** Stops every app, or leaves them running, and ends the loop; state is on disk when this returns. */
    public void shutDown(boolean stopApps) throws InterruptedException {
        CompletableFuture<List<CompletableFuture<Outcome>>> begun = new CompletableFuture<>();
        loop.news(() -> {
            loop.shutDown();
            begun.complete(stopApps ? stopAll() : List.of());
        });
        try {
            List<CompletableFuture<Outcome>> stops = begun.get(SHUTDOWN_SLACK.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new))
                    .get(longestGrace().plus(SHUTDOWN_SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            sweep();
        }
        ended = true;
        loop.news(loop::touch);
        thread.join(SHUTDOWN_SLACK.toMillis());
        rotations.close();
        keeper.close();
        lanes.close();
    }

    private List<CompletableFuture<Outcome>> stopAll() {
        List<CompletableFuture<Outcome>> stops = new ArrayList<>();
        for (AppCell cell : loop.cells()) {
            if (!cell.life().isAtRest()) {
                // Not for a stop, which is answered as soon as it is stuck: it is killed again, and again, until it
                // rests.
                Waiter waiter =
                        new Waiter(Waiter.Question.RUN, cell.life().state().run(), new CompletableFuture<>());
                cell.waiters().add(waiter);
                stops.add(waiter.answer());
                loop.apply(
                        cell.spec().name(),
                        new AppEvent.StopRequested(StopCause.SHUTDOWN, "the daemon is shutting down"));
            }
        }
        return stops;
    }

    private Duration longestGrace() {
        return loop.snapshot().apps().stream()
                .map(app -> app.spec().stop().grace())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The last word: whatever is still there of our own apps is killed; admin actions and strangers are spared. */
    private void sweep() {
        loop.snapshot().apps().stream()
                .filter(app -> !app.life().isAtRest())
                .map(app -> app.spec().name())
                .forEach(this::kill);
    }

    private void kill(AppName app) {
        try {
            ports.cgroups().kill(app);
        } catch (IOException e) {
            loop.note("shutdown", app, "sweep_failed", e.getMessage());
        }
    }
}
