package io.processmaster.daemon.engine;

import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.Rules;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.Survival;
import io.processmaster.daemon.core.schedule.Timetable;
import io.processmaster.daemon.core.schedule.Upcoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the loop holds of one app; only the loop touches it. */
final class AppCell {
    private AppSpec spec;
    private AppLife life;
    private List<String> problems = List.of();
    private boolean removed;
    private boolean held;
    private Optional<Timetable> timetable = Optional.empty();
    private Optional<FireTimes> times = Optional.empty();
    private Optional<Upcoming> upcoming = Optional.empty();
    private Optional<AppEvent> deferred = Optional.empty();
    private AppView view;
    private SavedApp saved;
    private final List<Waiter> waiters = new ArrayList<>();

    AppCell(AppSpec spec, AppLife life) {
        this.spec = spec;
        this.life = life;
        refresh();
    }

    AppSpec spec() {
        return spec;
    }

    AppLife life() {
        return life;
    }

    AppView view() {
        return view;
    }

    SavedApp saved() {
        return saved;
    }

    boolean isRemoved() {
        return removed;
    }

    /** Whether the definition is not in force yet: what runs goes on, and nothing is started. */
    boolean isHeld() {
        return held;
    }

    /** Keeps the definition out of force until the next {@link #define}. */
    void hold() {
        held = true;
    }

    /** What the life goes by now. */
    Rules rules() {
        Rules rules = Rules.of(spec);
        return held ? rules.untilInForce() : rules;
    }

    List<Waiter> waiters() {
        return waiters;
    }

    void live(AppLife next) {
        life = next;
        refresh();
    }

    void define(AppSpec next) {
        spec = next;
        removed = false;
        held = false;
        refresh();
    }

    void brokenBy(List<String> found) {
        problems = List.copyOf(found);
        refresh();
    }

    void remove() {
        removed = true;
    }

    /** How far the schedule was followed; empty for a service. */
    Optional<Timetable> timetable() {
        return timetable;
    }

    /** When the schedule wants a run; empty for a service. */
    Optional<FireTimes> times() {
        return times;
    }

    void follow(Optional<Timetable> nextTimetable, Optional<FireTimes> nextTimes) {
        timetable = nextTimetable;
        times = nextTimes;
        refresh();
    }

    /** When it runs by itself. */
    void expect(Optional<Upcoming> runs) {
        upcoming = runs;
        refresh();
    }

    /** Whether a tick waits already; that it makes up for missed ones must not be lost to the next. */
    boolean hasDeferred() {
        return deferred.isPresent();
    }

    /** Keeps the first tick that came while the run before was tidied up. */
    void defer(AppEvent tick) {
        deferred = Optional.of(tick);
    }

    Optional<AppEvent> takeDeferred() {
        Optional<AppEvent> tick = deferred;
        deferred = Optional.empty();
        return tick;
    }

    private void refresh() {
        view = new AppView(spec, life, problems, upcoming);
        SavedApp now = Survival.save(spec.name(), spec.enabled(), life, timetable);
        // The same object while it says the same, so that one sees fast that there is nothing to be saved.
        saved = now.equals(saved) ? saved : now;
    }
}
