package io.processmaster.daemon.control.usage;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.usage.Rates;
import io.processmaster.daemon.core.usage.Rates.Look;
import io.processmaster.daemon.core.usage.UsageRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What each app used in the last hour; any thread may call. */
final class UsageHistory {
    /** Apps that a history is kept of; beyond it, those that came last have none. */
    static final int MOST_APPS = 4_000;

    /**
     * One app.
     *
     * @param ring its rows
     * @param last the newest look
     * @param tick when that was
     */
    private record Track(UsageRing ring, Look last, long tick) {}

    /** What was measured at one time. */
    record Row(long atMs, List<OptionalDouble> figures) {}

    private final Duration interval;
    private final long[] times = new long[UsageRing.ROWS];
    private final Map<AppName, Track> tracks = new HashMap<>();
    private long tick = -1;

    /** With a tick each {@code interval}. */
    UsageHistory(Duration interval) {
        this.interval = interval;
    }

    /**
     * Adds a tick.
     *
     * @param atMs wall clock
     * @param looks at the apps that run
     * @param known all apps that exist; the others are forgotten
     */
    synchronized void add(long atMs, Map<AppName, Look> looks, Set<AppName> known) {
        tick++;
        times[(int) (tick % UsageRing.ROWS)] = atMs;
        tracks.keySet().retainAll(known);
        tracks.entrySet().removeIf(track -> !looks.containsKey(track.getKey()) && isOver(track.getValue()));
        tracks.forEach((app, track) -> {
            if (!looks.containsKey(app)) {
                track.ring().clear(tick);
            }
        });
        looks.forEach(this::put);
    }

    /** Whether none of its rows is remembered any more. */
    private boolean isOver(Track track) {
        return tick - track.tick() >= UsageRing.ROWS;
    }

    private void put(AppName app, Look look) {
        Track track = tracks.get(app);
        if (track == null && tracks.size() >= MOST_APPS) {
            return;
        }
        UsageRing ring = track == null ? new UsageRing() : track.ring();
        ring.put(tick, figures(Optional.ofNullable(track), look));
        tracks.put(app, new Track(ring, look, tick));
    }

    private List<OptionalDouble> figures(Optional<Track> track, Look look) {
        Optional<Look> before = track.map(Track::last).filter(last -> last.run().equals(look.run()));
        if (before.isPresent()) {
            return Rates.between(before.get(), look);
        }
        boolean isNew = look.at().since(look.run()).compareTo(interval.multipliedBy(2)) < 0;
        return isNew ? Rates.between(Look.atStart(look.run()), look) : Rates.first(look);
    }

    /** The rows of one app, oldest first; from the first that was measured to the last. */
    synchronized List<Row> rows(AppName app) {
        return rows(app, Long.MIN_VALUE);
    }

    /** Those of them that were measured after {@code afterMs}, milliseconds since 1970. */
    synchronized List<Row> rows(AppName app, long afterMs) {
        Track track = tracks.get(app);
        if (track == null) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (long t = Math.max(0, tick - UsageRing.ROWS + 1); t <= track.tick(); t++) {
            long at = times[(int) (t % UsageRing.ROWS)];
            if (at <= afterMs) {
                continue;
            }
            List<OptionalDouble> figures = track.ring().row(t);
            if (!rows.isEmpty() || figures.stream().anyMatch(OptionalDouble::isPresent)) {
                rows.add(new Row(at, figures));
            }
        }
        return rows;
    }

    /** How many apps have a history. */
    synchronized int size() {
        return tracks.size();
    }
}
