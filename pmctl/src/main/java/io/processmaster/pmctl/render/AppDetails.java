package io.processmaster.pmctl.render;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import java.util.List;
import java.util.Optional;

/** What {@code status} shows of a single app below its line. */
public final class AppDetails {
    private static final int MOST_PIDS = 20;

    private AppDetails() {}

    /** Appends an empty line and the details. */
    public static void append(StringBuilder out, AppStatus app, View view) {
        Facts facts = new Facts();
        life(facts, app, view);
        schedule(facts, app.timing(), view);
        if (app.timing().lastRunAtMs().isPresent()) {
            facts.add("last run", Figures.moment(app.timing().lastRunAtMs().getAsLong(), view.zone()));
        }
        if (app.timing().lastOutcome().isPresent()) {
            facts.add("last outcome", app.timing().lastOutcome().get());
        }
        if (app.usage().memoryLimitBytes().isPresent()) {
            facts.add("memory limit", Figures.size(app.usage().memoryLimitBytes()));
        }
        place(facts, app.place());
        out.append('\n');
        facts.append(out, 0);
    }

    private static void schedule(Facts facts, AppTiming timing, View view) {
        Optional<String> name = timing.timeZone();
        if (timing.schedule().isPresent()) {
            facts.add(
                    "schedule",
                    timing.schedule().get() + name.map(zone -> " in " + zone).orElse(""));
        }
        facts.addAll(
                "next runs",
                timing.nextRunsMs().stream().map(at -> nextRun(at, view, name)).toList());
    }

    /** In the reader's zone like every other time, and in the schedule's where a clock shows another time there. */
    private static String nextRun(long at, View view, Optional<String> name) {
        String here = Figures.moment(at, view.zone());
        String there =
                name.flatMap(view.zones()).map(zone -> Figures.moment(at, zone)).orElse(here);
        return there.equals(here) ? here : here + " (" + there + " in " + name.orElseThrow() + ")";
    }

    private static void life(Facts facts, AppStatus app, View view) {
        AppLife life = app.life();
        facts.add("reason", life.reason().orElse(Figures.NONE));
        facts.add("since", Figures.moment(life.phaseSinceMs(), view.zone()));
        if (life.health().isPresent()) {
            facts.add("health", life.health().get());
        }
        if (life.mainExit().isPresent()) {
            facts.add(
                    "main process",
                    "ended: " + StatusTable.words(life.mainExit().get()) + "; others live on");
        }
        facts.add("restarts", life.restartsInWindow() + " that count, " + life.restartsTotal() + " in all");
        facts.add("pids", pids(life.pids()));
        if (!life.pids().isEmpty() && app.usage().tasks().isPresent()) {
            facts.add("tasks", Long.toString(app.usage().tasks().getAsLong()));
        }
        if (app.outdated()) {
            facts.add("outdated", "its file has mistakes; the last good definition is in force (see pmctl update)");
        }
    }

    private static void place(Facts facts, AppPlace place) {
        if (!place.ports().isEmpty()) {
            facts.add("ports", joined(place.ports(), place.ports().size()));
        }
        facts.add("working directory", place.workingDirectory());
        facts.add("source file", place.sourceFile());
        facts.add("cgroup", place.cgroup());
        if (place.provisioningDefined()) {
            facts.add("provisioning", place.provisioningMarkerExists() ? "done" : "not done");
        }
        facts.addAll("log files", place.logFiles());
    }

    private static String pids(List<Long> pids) {
        if (pids.isEmpty()) {
            return Figures.NONE;
        }
        int rest = pids.size() - MOST_PIDS;
        return joined(pids, MOST_PIDS) + (rest > 0 ? " and " + rest + " more" : "");
    }

    private static String joined(List<Long> numbers, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < numbers.size() && i < most; i++) {
            out.append(i == 0 ? "" : " ").append(numbers.get(i).longValue());
        }
        return out.toString();
    }
}
