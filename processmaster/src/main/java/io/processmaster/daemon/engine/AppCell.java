package io.processmaster.daemon.engine;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.Survival;
import java.util.ArrayList;
import java.util.List;

/** What the loop holds of one app; only the loop touches it. */
final class AppCell {
    private AppSpec spec;
    private AppLife life;
    private List<String> problems = List.of();
    private boolean removed;
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
        refresh();
    }

    void brokenBy(List<String> found) {
        problems = List.copyOf(found);
        refresh();
    }

    void remove() {
        removed = true;
    }

    private void refresh() {
        view = new AppView(spec, life, problems);
        saved = Survival.save(spec.name(), spec.enabled(), life);
    }
}
