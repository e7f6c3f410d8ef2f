package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.app.Transition;
import io.processmaster.daemon.core.fleet.KernelFacts;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.fleet.SavedRun;
import io.processmaster.daemon.core.fleet.Survival;
import io.processmaster.daemon.core.fleet.ToldSince;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Picks up at boot what the daemon before left: state on disk, processes in cgroups, definitions. */
final class Adoption {
    private enum Fate {
        /** Its definition is good. */
        DEFINED,
        /** Its definition is good, but not to be taken into force yet: what runs goes on, nothing is started. */
        HELD,
        /** Its file is bad now: what runs goes on, nothing is started. */
        BROKEN,
        /** It has no definition any more. */
        VANISHED
    }

    private final SupervisorLoop loop;
    private final Ports ports;
    private final boolean restoreStopped;
    private final boolean sameBoot;
    private final Map<AppName, SavedApp> saved = new HashMap<>();

    Adoption(SupervisorLoop loop, Optional<SavedFleet> fleet, boolean restoreStopped) {
        this.loop = loop;
        this.ports = loop.ports();
        this.restoreStopped = restoreStopped;
        this.sameBoot =
                fleet.isPresent() && fleet.get().bootId().equals(ports.time().bootId());
        fleet.ifPresent(f -> f.apps().forEach(app -> saved.put(app.name(), app)));
    }

    /**
     * Makes a cell for each app that is defined, or that left something behind; starts what should run.
     *
     * @param held defined, but without a cell for now unless they left something behind
     */
    void adopt(Definitions definitions, Set<AppName> held) throws IOException {
        Set<AppName> cgroups = new TreeSet<>(ports.cgroups().existing());
        Set<AppName> names = new TreeSet<>(definitions.specs().keySet());
        for (SavedApp app : saved.values()) {
            if (app.live().isPresent() || cgroups.contains(app.name())) {
                names.add(app.name());
            }
        }
        for (AppName name : cgroups) {
            if (!names.contains(name) && isLeftByUs(name)) {
                names.add(name);
            }
        }
        for (AppName name : names) {
            AppSpec spec = definitions.specs().get(name);
            boolean present = cgroups.contains(name);
            if (spec != null && held.contains(name)) {
                hold(spec, present);
            } else if (spec != null) {
                adopt(spec, Fate.DEFINED, present);
            } else if (definitions.broken().containsKey(name)) {
                leave(name, definitions.broken().get(name), present);
            } else {
                adopt(VanishedApp.spec(name), Fate.VANISHED, present);
            }
            cgroups.remove(name);
        }
        cgroups.forEach(this::stranger);
        for (AppName name : definitions.broken().keySet()) {
            if (!names.contains(name)) {
                keepAside(name);
            }
        }
    }

    private void hold(AppSpec spec, boolean hasCgroup) {
        SavedApp before = saved.get(spec.name());
        if (hasCgroup || (before != null && before.live().isPresent())) {
            adopt(spec, Fate.HELD, hasCgroup);
        } else {
            keepAside(spec.name());
        }
    }

    /** Nothing is left of it but what it was like, which has to be known when its definition comes into force. */
    private void keepAside(AppName name) {
        caughtUp(name, KernelFacts.ABSENT).ifPresent(before -> {
            Survival.Restored restored = Survival.restore(
                    Optional.of(before),
                    KernelFacts.ABSENT,
                    sameBoot,
                    restoreStopped,
                    ports.time().now());
            loop.keepAside(before, restored.life());
        });
    }

    /** What was saved of it, and what its history tells beyond that. */
    private Optional<SavedApp> caughtUp(AppName name, KernelFacts facts) {
        Optional<SavedApp> before = Optional.ofNullable(saved.get(name));
        try {
            return ToldSince.catchUp(name, before, ports.history().last(name), facts, sameBoot);
        } catch (IOException e) {
            loop.note("adopt", name, "history_failed", e.getMessage());
            return before;
        }
    }

    private void adopt(AppSpec spec, Fate fate, boolean present) {
        AppName name = spec.name();
        KernelFacts facts;
        Survival.Restored restored;
        try {
            facts = facts(name, present);
            restored = Survival.restore(
                    caughtUp(name, facts),
                    facts,
                    sameBoot,
                    restoreStopped,
                    ports.time().now());
            if (restored.life().state() instanceof AppState.Running running) {
                ports.kernel()
                        .adopt(new RunId(name, running.run()), running.facts().mainPid());
            }
        } catch (IOException e) {
            // Not known to be empty is not empty: nothing is started beside what may still run.
            AppLife unknown = AppLife.unborn(ports.time().now(), "");
            AppCell cell = loop.add(spec, unknown);
            loop.advance(cell, failed(unknown, "its cgroup cannot be read: " + e.getMessage()));
            return;
        }
        if (!facts.populated() && restored.life().isAtRest()) {
            removeEmpty(name);
        }
        AppCell cell = loop.add(spec, restored.life());
        if (fate == Fate.HELD) {
            cell.hold();
        }
        boolean paused = restored.life().state() instanceof AppState.Running running && running.paused();
        // First in its lane: before it writes again, a rotation that was cut short has to be dealt with.
        loop.rotations().adopt(name, facts.populated() && !paused);
        restored.found().ifPresent(found -> loop.note("adopt", name, "adopted", found));
        loop.advance(cell, new Transition(restored.life(), restored.effects()));
        loop.watchOvertime(cell);
        switch (fate) {
            case DEFINED -> {
                // They may have changed while no daemon ran.
                LiveLimits.apply(loop, cell);
                take(cell);
            }
            case HELD -> hold(cell);
            case BROKEN -> {}
            case VANISHED -> end(cell);
        }
    }

    private void take(AppCell cell) {
        goOn(cell);
        loop.schedules().resume(cell, Optional.ofNullable(saved.get(cell.spec().name())));
    }

    private void hold(AppCell cell) {
        if (!cell.life().isAtRest()) {
            goOn(cell);
        }
        loop.schedules().hold(cell, Optional.ofNullable(saved.get(cell.spec().name())));
    }

    /** A daemon that died during a launch may have left a cgroup behind that nothing ever entered. */
    private void removeEmpty(AppName name) {
        try {
            ports.cgroups().remove(name);
        } catch (IOException e) {
            loop.note("adopt", name, "cleanup_failed", e.getMessage());
        }
    }

    private Transition failed(AppLife from, String why) {
        return new Transition(
                new AppLife(
                        new AppState.Failed(0),
                        from.since(),
                        why,
                        false,
                        Trigger.NONE,
                        from.restarts(),
                        from.lastExit(),
                        from.lastStop()),
                List.of());
    }

    private KernelFacts facts(AppName name, boolean present) throws IOException {
        if (!ports.cgroups().isPopulated(name)) {
            return present ? KernelFacts.EMPTY : KernelFacts.ABSENT;
        }
        Optional<SavedRun> live = Optional.ofNullable(saved.get(name)).flatMap(SavedApp::live);
        List<Integer> pids = ports.cgroups().pids(name);
        if (live.isPresent() && sameBoot && pids.contains(live.get().mainPid())) {
            Optional<ProcessRef> main = ports.processes().find(live.get().mainPid());
            if (main.isPresent() && main.get().startTicks() == live.get().mainStartTicks()) {
                return new KernelFacts(true, true, main.get().pid(), main.get().startTicks(), true);
            }
        }
        Optional<ProcessRef> likely = ports.processes().likelyMain(pids);
        return new KernelFacts(
                true,
                true,
                likely.map(ProcessRef::pid).orElse(0),
                likely.map(ProcessRef::startTicks).orElse(0L),
                false);
    }

    private void end(AppCell cell) {
        AppName name = cell.spec().name();
        loop.note("adopt", name, "definition_vanished", "its definition vanished while no daemon ran, stopping it");
        cell.remove();
        loop.apply(name, new AppEvent.StopRequested(StopCause.REMOVED, "its definition vanished"));
        loop.cell(name).filter(c -> c.life().isAtRest()).ifPresent(loop::drop);
    }

    private void goOn(AppCell cell) {
        AppName name = cell.spec().name();
        AppLife life = cell.life();
        // A run that ended meanwhile counts as well: its policy must not start again what is not to run.
        if (life.state() instanceof AppState.Running || life.state() instanceof AppState.Collecting) {
            if (life.stoppedByPerson()) {
                loop.apply(name, new AppEvent.StopRequested(StopCause.PERSON, life.reason()));
            } else if (!cell.spec().enabled() && !wasDisabledBefore(name)) {
                loop.apply(name, new AppEvent.StopRequested(StopCause.DISABLED, "disabled"));
            } else if (cell.spec().job().isPresent() && wasService(name)) {
                loop.apply(name, new AppEvent.StopRequested(StopCause.BECAME_JOB, "it is a job now"));
            }
        } else if (cell.spec().job().isEmpty()
                && cell.spec().enabled()
                && !life.stoppedByPerson()
                && (wasJob(name) || (life.state() instanceof AppState.Stopped stopped && !stopped.finished()))) {
            loop.apply(name, new AppEvent.StartRequested(StartCause.BOOT, "started with the daemon"));
        }
    }

    private boolean wasJob(AppName name) {
        return saved.containsKey(name) && saved.get(name).timetable().isPresent();
    }

    private boolean wasService(AppName name) {
        return saved.containsKey(name) && saved.get(name).timetable().isEmpty();
    }

    // What ran although it was disabled was started by force, and goes on; only a definition that changed ends it.
    private boolean wasDisabledBefore(AppName name) {
        return saved.containsKey(name) && !saved.get(name).enabled();
    }

    /** The file of a running app is bad now: it runs on, as it was started. */
    private void leave(AppName name, List<String> problems, boolean present) {
        adopt(VanishedApp.spec(name), Fate.BROKEN, present);
        loop.cell(name).ifPresent(cell -> cell.brokenBy(problems));
    }

    /** A daemon before launched it, and neither state nor definition tells of it any more. */
    private boolean isLeftByUs(AppName name) {
        try {
            if (!ports.cgroups().isOurs(name)) {
                return false;
            }
            if (ports.cgroups().isPopulated(name)) {
                return true;
            }
            ports.cgroups().remove(name);
        } catch (IOException e) {
            loop.note("adopt", name, "cleanup_failed", e.getMessage());
        }
        return false;
    }

    private void stranger(AppName name) {
        try {
            if (ports.cgroups().isPopulated(name)) {
                loop.note(
                        "adopt",
                        name,
                        "stray_cgroup",
                        "left alone: " + ports.cgroups().path(name)
                                + " has processes that no daemon of this state directory started");
            }
        } catch (IOException e) {
            loop.note("adopt", name, "stray_cgroup", e.getMessage());
        }
    }
}
