package io.processmaster.daemon.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The ticks that were run, as spans of time: what lies in one is never run again, whichever way the clock is set.
 *
 * <p>A schedule that is followed without a gap is one span for ever; each gap begins another. When there are too many,
 * the two that lie closest together become one, which errs on the side of not running something twice.
 *
 * @param spans never overlapping; the newest tick is the end of the last one
 */
public record Handled(List<Span> spans) {
    /** How many spans are told apart. */
    public static final int MOST = 32;

    /** Nothing was run yet. */
    public static final Handled NOTHING = new Handled(List.of());

    /**
     * All ticks from one to another.
     *
     * @param from the first
     * @param to the last, not before the first
     */
    public record Span(Instant from, Instant to) {
        boolean holds(Instant tick) {
            return !tick.isBefore(from) && !tick.isAfter(to);
        }

        boolean touches(Span other) {
            return !from.isAfter(other.to) && !other.from.isAfter(to);
        }

        Span hull(Span other) {
            return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    /** Copies the list. */
    public Handled {
        spans = List.copyOf(spans);
    }

    /** The span that {@code tick} lies in. */
    Optional<Span> around(Instant tick) {
        return spans.stream().filter(span -> span.holds(tick)).findFirst();
    }

    /** The tick that was run last; not the latest one when the clock was set back. */
    Optional<Instant> newest() {
        return spans.isEmpty() ? Optional.empty() : Optional.of(last().to());
    }

    private Span last() {
        return spans.get(spans.size() - 1);
    }

    /** With {@code tick} run now; {@code goesOn} when nothing but handled ticks lies between the newest and this one. */
    Handled with(Instant tick, boolean goesOn) {
        List<Span> rest = new ArrayList<>(spans);
        Span current = new Span(tick, tick);
        if (goesOn && !rest.isEmpty()) {
            current = current.hull(rest.remove(rest.size() - 1));
        }
        return new Handled(bounded(absorb(rest, current)));
    }

    private static List<Span> absorb(List<Span> others, Span current) {
        List<Span> apart = new ArrayList<>();
        Span grown = current;
        for (Span other : others) {
            if (other.touches(grown)) {
                grown = grown.hull(other);
            } else {
                apart.add(other);
            }
        }
        apart.add(grown);
        return apart.size() <= others.size() ? absorb(apart.subList(0, apart.size() - 1), grown) : apart;
    }

    private static List<Span> bounded(List<Span> spans) {
        if (spans.size() <= MOST) {
            return spans;
        }
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparing(Span::from));
        int closest = 1;
        for (int i = 2; i < sorted.size(); i++) {
            if (gap(sorted, i).compareTo(gap(sorted, closest)) < 0) {
                closest = i;
            }
        }
        Span one = sorted.get(closest - 1);
        Span other = sorted.get(closest);
        Span newest = spans.get(spans.size() - 1);
        List<Span> fewer = new ArrayList<>(spans);
        fewer.remove(one);
        fewer.remove(other);
        boolean isNewest = one.equals(newest) || other.equals(newest);
        fewer.add(isNewest ? fewer.size() : 0, one.hull(other));
        return fewer;
    }

    private static Duration gap(List<Span> sorted, int i) {
        return Duration.between(sorted.get(i - 1).to(), sorted.get(i).from());
    }
}
