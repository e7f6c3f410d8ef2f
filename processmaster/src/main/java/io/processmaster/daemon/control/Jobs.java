package io.processmaster.daemon.control;

import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.port.EventLog;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people are told about jobs. */
final class Jobs {
    private static final DateTimeFormatter LOCAL_SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");

    private static final Set<String> RUNS_THAT_WERE_NOT = Set.of("run_skipped", "runs_missed", "clock_set_back");
    private static final int LOOK_BACK = 100;

    private Jobs() {}

    /** That its schedule is followed from now on. */
    static String enabled(AppView view) {
        return "enabled, " + next(view);
    }

    /** When it runs next, in the zone of its schedule. */
    static String next(AppView view) {
        return view.nextRun()
                .map(next -> "runs next at " + at(view, next))
                .orElse(
                        view.spec().enabled()
                                ? "its schedule has no run left"
                                : "disabled, its schedule is not followed");
    }

    /** What its definition says of its schedule, in plain words; nothing for a service. */
    static List<String> explain(AppView view) {
        if (view.spec().job().isEmpty()) {
            return List.of();
        }
        JobSpec job = view.spec().job().get();
        List<String> words = new ArrayList<>();
        words.add("its schedule is " + job.schedule() + " in the time zone " + job.zone());
        boolean ended = view.spec().enabled() && view.nextRun().isEmpty();
        job.notBefore()
                .ifPresent(bound -> words.add("not_before: no run is due before " + bound.format(LOCAL_SECONDS)));
        job.notAfter()
                .ifPresent(bound -> words.add(
                        ended
                                ? "not_after: its last day is over since " + bound.format(LOCAL_SECONDS)
                                : "not_after: no run is due after " + bound.format(LOCAL_SECONDS)));
        job.maxTimePerRun()
                .ifPresent(most -> words.add("max_time_per_run: a run is ended after " + TimeSpan.text(most)));
        return words;
    }

    /** The newest event of each kind about runs that did not come about; nothing for a service. */
    static List<String> lately(AppView view, EventLog events) {
        if (view.spec().job().isEmpty()) {
            return List.of();
        }
        ZoneId zone = view.spec().job().get().zone();
        Map<String, JournalEntry> newest = new LinkedHashMap<>();
        for (JournalEntry entry : events.tail(Optional.of(view.spec().name()), LOOK_BACK)) {
            if (RUNS_THAT_WERE_NOT.contains(entry.event())) {
                newest.put(entry.event(), entry);
            }
        }
        return newest.values().stream()
                .map(entry -> "at "
                        + Instant.ofEpochMilli(entry.epochMillis()).atZone(zone).format(SECONDS) + ": "
                        + entry.message())
                .toList();
    }

    /** What happens to a job from here on. */
    static String whatFollows(AppView view) {
        boolean up = !view.life().isAtRest();
        if (!view.spec().enabled()) {
            return "nothing, until it is enabled (pmctl enable " + view.spec().name() + ") or started: pmctl start "
                    + view.spec().name() + " --force";
        }
        if (view.nextRun().isEmpty()) {
            return "nothing by itself, its schedule has no run left: pmctl start "
                    + view.spec().name();
        }
        return "it " + next(view) + (up ? ", unless this run still goes on then" : "");
    }

    private static String at(AppView view, Instant next) {
        ZoneId zone = view.spec().job().orElseThrow().zone();
        return next.atZone(zone).format(SECONDS);
    }
}
