package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppMachine;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Overtime;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.app.TimerId;
import io.processmaster.daemon.core.app.Transition;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.time.Moment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes events and commands one by one, lets the machine decide, hands the effects to the lanes.
 *
 * <p>Everything but {@link #snapshot}, {@link #onlookers}, {@link #news} and {@link #command} belongs to one thread.
 */
final class SupervisorLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisorLoop.class);

    private final Ports ports;
    private final Lanes lanes;
    private final StateKeeper keeper;
    private final Rotations rotations;
    private final EffectRunner effects;
    private final DoubleSupplier dice;
    private final Schedules schedules;
    private final Mailbox mailbox = new Mailbox();
    private final Deadlines deadlines = new Deadlines();
    private final Map<AppName, AppCell> cells = new TreeMap<>();
    private final Map<AppName, Aside> aside = new TreeMap<>();
    private final List<Runnable> durable = new ArrayList<>();
    private final Onlookers onlookers = new Onlookers();
    private final RecordsUnderWay records = new RecordsUnderWay();
    private volatile FleetSnapshot snapshot = FleetSnapshot.EMPTY;
    private boolean dirty;
    private boolean urgent;
    private boolean shuttingDown;

    SupervisorLoop(
            Ports ports,
            Lanes lanes,
            StateKeeper keeper,
            Rotations rotations,
            DoubleSupplier dice,
            Function<JobSpec, FireTimes> compiler) {
        this.ports = ports;
        this.lanes = lanes;
        this.keeper = keeper;
        this.rotations = rotations;
        this.dice = dice;
        this.effects = new EffectRunner(ports, this::news);
        this.schedules = new Schedules(this, compiler);
    }

    /** One turn: waits until something is due or comes in, deals with it, publishes what has become of it. */
    void runOnce() throws InterruptedException {
        List<Runnable> letters = mailbox.take(untilNextDeadline());
        Moment now = ports.time().now();
        for (Deadlines.Deadline due : deadlines.due(now)) {
            if (due.timer() == TimerId.TICK) {
                schedules.look(due.app());
            } else {
                apply(due.app(), new AppEvent.TimerFired(due.timer(), due.run()));
            }
        }
        for (Runnable letter : letters) {
            letter.run();
        }
        if (dirty) {
            publish();
        }
    }

    private long untilNextDeadline() {
        long now = ports.time().now().nanos();
        return deadlines.next().isEmpty()
                ? Mailbox.FOREVER
                : Math.max(0, deadlines.next().getAsLong() - now);
    }

    /** Makes what is so now the snapshot, and has it saved; on the loop's thread, or before that runs. */
    void publish() {
        dirty = false;
        List<AppView> views = new ArrayList<>(cells.size());
        List<SavedApp> saved = new ArrayList<>(cells.size());
        for (AppCell cell : cells.values()) {
            views.add(cell.view());
            saved.add(cell.saved());
        }
        aside.values().forEach(app -> saved.add(app.saved()));
        snapshot = new FleetSnapshot(views, shuttingDown);
        long at = ports.time().now().epochMillis();
        CompletableFuture<Void> told = records.all();
        keeper.save(
                urgent,
                saved,
                () -> {
                    RecordsUnderWay.await(told);
                    return new SavedFleet(ports.time().bootId(), at, saved);
                },
                List.copyOf(durable));
        durable.clear();
        urgent = false;
        onlookers.tell();
    }

    /** Something happened to an app; for any thread. */
    void news(AppName app, AppEvent event) {
        mailbox.news(() -> apply(app, event));
    }

    /** Something that goes on with a command that was taken already; for any thread, never refused. */
    void news(Runnable work) {
        mailbox.news(work);
    }

    /** Something has to be done on the loop; for any thread. False when too much is waiting. */
    boolean command(Runnable command) {
        return mailbox.command(command);
    }

    FleetSnapshot snapshot() {
        return snapshot;
    }

    /** Those who are told of each new snapshot; for any thread. */
    Onlookers onlookers() {
        return onlookers;
    }

    void apply(AppName app, AppEvent event) {
        AppCell cell = cells.get(app);
        if (cell == null) {
            return;
        }
        AppLife before = cell.life();
        Transition t;
        try {
            t = AppMachine.step(before, event, cell.rules(), ports.time().now(), dice.getAsDouble());
        } catch (RuntimeException e) {
            LOG.error("app={} event={} life={} failed by a bug", app, event, before, e);
            note("engine", app, "internal_error", event.getClass().getSimpleName() + ": " + e);
            return;
        }
        advance(cell, t);
    }

    /** Goes on from a decision: new life, journal, effects, answers. */
    void advance(AppCell cell, Transition t) {
        AppLife before = cell.life();
        cell.live(t.next());
        dirty = true;
        urgent |= !isPassing(t.next().state());
        tellPhase(cell.spec().name(), before, t.next());
        rotations.moved(cell.spec().name(), before.state(), t.next().state());
        for (AppEffect effect : t.effects()) {
            start(cell, effect);
        }
        answer(cell);
        if (cell.isRemoved() && cell.life().isAtRest() && cell.waiters().isEmpty()) {
            drop(cell);
        } else if (!(cell.life().state() instanceof AppState.Collecting)) {
            // It may have been disabled, or the daemon told to end, since that tick came.
            cell.takeDeferred()
                    .filter(tick -> schedules.isFollowed(cell))
                    .ifPresent(tick -> apply(cell.spec().name(), tick));
        }
    }

    /** A job is due; while its run before is being tidied up, which nobody can see, it waits for that. */
    void tick(AppCell cell, AppEvent.StartRequested start) {
        if (cell.life().state() instanceof AppState.Collecting && !cell.hasDeferred()) {
            cell.defer(start);
        } else {
            apply(cell.spec().name(), start);
        }
    }

    /** Watches the time that a run in progress may take, as the definition has it now. */
    void watchOvertime(AppCell cell) {
        disarm(cell.spec().name(), TimerId.OVERTIME);
        Overtime.watch(cell.life(), cell.rules()).ifPresent(timer -> start(cell, timer));
    }

    void arm(AppName app, TimerId timer, long run, Moment at) {
        deadlines.arm(app, timer, run, at);
    }

    void disarm(AppName app, TimerId timer) {
        deadlines.cancel(app, timer);
    }

    Schedules schedules() {
        return schedules;
    }

    private void start(AppCell cell, AppEffect effect) {
        AppName app = cell.spec().name();
        if (effect instanceof AppEffect.ArmTimer arm) {
            deadlines.arm(app, arm.timer(), arm.run(), arm.at());
        } else if (effect instanceof AppEffect.CancelTimer cancel) {
            deadlines.cancel(app, cancel.timer());
        } else if (effect instanceof AppEffect.Note told) {
            note(told.component(), app, told.event(), told.message());
        } else {
            AppSpec spec = cell.spec();
            Runnable work = () -> effects.perform(spec, effect);
            lanes.submit(app, effect instanceof AppEffect.KeepRecord ? records.tracked(work) : work);
        }
    }

    private void tellPhase(AppName app, AppLife before, AppLife after) {
        Phase from = before.phase();
        Phase to = after.phase();
        if (from == to) {
            return;
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("from", from.name());
        data.put("to", to.name());
        data.put("run", Long.toString(after.state().run()));
        if (after.state() instanceof AppState.Running running) {
            data.put("pid", Integer.toString(running.facts().mainPid()));
        }
        String message = from + " -> " + to + (after.reason().isEmpty() ? "" : ": " + after.reason());
        ports.events().append(ports.time().now(), "state", Optional.of(app), "phase_changed", message, data);
    }

    /** What these say lasts for moments only, and the next daemon sees it by itself. */
    private static boolean isPassing(AppState state) {
        return state instanceof AppState.Stopping || state instanceof AppState.Collecting;
    }

    private static void answer(AppCell cell) {
        Iterator<Waiter> waiting = cell.waiters().iterator();
        while (waiting.hasNext()) {
            Waiter waiter = waiting.next();
            Optional<Outcome> outcome =
                    waiter.check(cell.life(), cell.spec().job().isPresent());
            if (outcome.isPresent()) {
                waiting.remove();
                waiter.answer().complete(outcome.get());
            }
        }
    }

    void note(String component, AppName app, String event, String message) {
        note(component, app, event, message, Map.of());
    }

    void note(String component, AppName app, String event, String message, Map<String, String> data) {
        ports.events().append(ports.time().now(), component, Optional.of(app), event, message, data);
    }

    AppCell add(AppSpec spec, AppLife life) {
        AppCell cell = new AppCell(spec, life);
        cells.put(spec.name(), cell);
        rotations.define(spec);
        touch();
        return cell;
    }

    /** An app that is not loaded now, and what it was like when it last was. */
    private record Aside(SavedApp saved, AppLife life) {}

    /** Remembers an app without a cell: nothing of it runs, and its definition is not in force. */
    void keepAside(SavedApp saved, AppLife life) {
        aside.put(saved.name(), new Aside(saved, life));
        touch();
    }

    /** Gives those that were kept aside a cell again if they are defined now, and forgets those that nobody wants. */
    void takeBack(Definitions definitions) {
        for (AppSpec spec : definitions.specs().values()) {
            Aside kept = aside.remove(spec.name());
            if (kept != null && !cells.containsKey(spec.name())) {
                schedules.resume(add(spec, kept.life()), Optional.of(kept.saved()));
            }
        }
        aside.keySet().retainAll(definitions.broken().keySet());
    }

    void drop(AppCell cell) {
        AppName app = cell.spec().name();
        deadlines.cancelAll(app);
        cells.remove(app);
        rotations.remove(app);
        touch();
        note("config", app, "app_removed", "its definition is gone and nothing of it runs");
    }

    Optional<AppCell> cell(AppName app) {
        return Optional.ofNullable(cells.get(app));
    }

    List<AppCell> cells() {
        return List.copyOf(cells.values());
    }

    /** Runs work in the app's lane, after all effects before it. */
    void inLane(AppName app, Runnable work) {
        lanes.submit(app, work);
    }

    Rotations rotations() {
        return rotations;
    }

    boolean hasMail() {
        return mailbox.hasMail();
    }

    Ports ports() {
        return ports;
    }

    /** Runs {@code done}, on the thread that saves, once the state as it is after this turn is on disk. */
    void whenDurable(Runnable done) {
        durable.add(done);
        touch();
    }

    /** Something changed that is to be published and saved at once. */
    void touch() {
        dirty = true;
        urgent = true;
    }

    void shutDown() {
        shuttingDown = true;
        touch();
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }
}
