package io.processmaster.daemon.adapter.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last lines that are wanted, of one piece of a log that is read from its beginning to its end.
 *
 * <p>Whether the lines at the beginning of a piece are wanted depends on the piece before it, which is read later. So the
 * first line and what follows it without a time are kept apart.
 */
final class Passing {
    private final LogTail.Wanted wanted;
    private final LeadingTime times;
    private final int room;
    private final Deque<String> untimed = new ArrayDeque<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private Optional<String> first = Optional.empty();
    private Optional<String> rest = Optional.empty();
    private boolean anyLine;
    private boolean timed;
    private boolean reached;
    private boolean before;
    private int characters;

    /**
     * Of a piece that begins now.
     *
     * @param room characters to keep at the most
     */
    Passing(LogTail.Wanted wanted, LeadingTime times, int room) {
        this.wanted = wanted;
        this.times = times;
        this.room = room;
    }

    /** Takes the next whole lines. */
    void add(List<String> more) throws BoundedSearch.GivenUp {
        for (String line : more) {
            if (!anyLine) {
                first = Optional.of(line);
                note(line);
            } else {
                take(line);
            }
            anyLine = true;
        }
    }

    /** Takes what follows the last newline; empty when nothing does. */
    void end(Optional<String> unfinished) {
        rest = unfinished;
    }

    /** The first line, when it may be the end of a line. */
    Optional<String> first() {
        return first;
    }

    /** What passed before any line had a time, the first line apart. */
    Deque<String> untimed() {
        return untimed;
    }

    /** What passed from the first line on that has the time that is wanted, or all when none is. */
    Deque<String> lines() {
        return lines;
    }

    /** What follows the last newline. */
    Optional<String> rest() {
        return rest;
    }

    /** The time at the start of a line of this piece. */
    Optional<Instant> time(String line) {
        return times.of(line);
    }

    /** Whether a line after the first one has a time. */
    boolean isTimed() {
        return timed;
    }

    /** Whether the end of the piece is of the time that is wanted. */
    boolean isReached() {
        return reached;
    }

    /** Whether there is a line that is older than what is wanted, so that all earlier pieces are. */
    boolean goesBackFarEnough() {
        return before;
    }

    /** How many lines will be shown for sure. */
    int count() {
        return lines.size() + (first.isPresent() && !wanted.isFiltered() ? 1 : 0);
    }

    /** How many characters it keeps. */
    int characters() {
        return characters;
    }

    private void take(String line) throws BoundedSearch.GivenUp {
        if (wanted.since().isEmpty() || reached) {
            keep(lines, line);
            return;
        }
        Optional<Instant> time = note(line);
        timed |= time.isPresent();
        reached = time.isPresent() && !time.get().isBefore(wanted.since().get());
        if (reached) {
            keep(lines, line);
        } else if (!timed) {
            keep(untimed, line);
        }
    }

    private Optional<Instant> note(String line) {
        if (wanted.since().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = times.of(line);
        before |= time.isPresent() && time.get().isBefore(wanted.since().get());
        return time;
    }

    private void keep(Deque<String> kept, String line) throws BoundedSearch.GivenUp {
        if (!wanted.matches(line)) {
            return;
        }
        kept.add(line);
        characters += line.length();
        while (kept.size() > wanted.most() || (characters > room && kept.size() > 1)) {
            characters -= kept.remove().length();
        }
    }
}
