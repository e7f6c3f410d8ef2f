package io.processmaster.daemon.adapter.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Keeps the last lines that are wanted, of lines that pass by once. */
final class TailFilter {
    private static final String NO_TIMES = "since: no line of it begins with a time, so all lines are shown";

    private final int most;
    private final Optional<Instant> since;
    private final LeadingTime times;
    private final Optional<BoundedSearch> search;
    private final Deque<String> kept = new ArrayDeque<>();
    private Optional<String> failure = Optional.empty();
    private boolean timed;
    private boolean reached;

    TailFilter(int most, Optional<Instant> since, LeadingTime times, Optional<BoundedSearch> search) {
        this.most = most;
        this.since = since;
        this.times = times;
        this.search = search;
    }

    /** Takes the next lines. */
    void add(List<String> lines) {
        lines.forEach(this::add);
    }

    /** The lines kept, oldest first. */
    List<String> lines() {
        return List.copyOf(kept);
    }

    /** What the reader should know of how the lines were chosen. */
    Optional<String> notice() {
        return failure.or(() -> since.isPresent() && !timed ? Optional.of(NO_TIMES) : Optional.empty());
    }

    // A line without a time belongs to the line before; while no line had one, all may have to be shown.
    private void add(String line) {
        if (since.isPresent() && !reached) {
            Optional<Instant> time = times.of(line);
            if (time.isPresent()) {
                timed = true;
                kept.clear();
                reached = !time.get().isBefore(since.get());
            }
            if (timed && !reached) {
                return;
            }
        }
        if (failure.isEmpty() && matches(line)) {
            kept.add(line);
            if (kept.size() > most) {
                kept.remove();
            }
        }
    }

    private boolean matches(String line) {
        try {
            return search.isEmpty() || search.get().finds(line);
        } catch (BoundedSearch.GivenUp givenUp) {
            failure = Optional.of(givenUp.getMessage());
            return false;
        }
    }
}
