package io.processmaster.common.schedule;

import io.processmaster.common.spec.JobSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instants at which a job is due: an expression in a zone, within bounds.
 *
 * <p>The expression names local times, and each of them is due once. One that the clocks leave out is due at the first
 * instant after the gap, all of the same gap together; one that they show twice is due the first time. This holds for
 * every expression alike: {@code * * * * *} pauses while an hour is repeated.
 *
 * <p>The bounds are readings of the clock in the same zone: nothing is due while it shows less than {@code notBefore}
 * or more than {@code notAfter}. Where a bound occurs twice, its first time counts.
 */
public final class JobTimes implements FireTimes {
    // Far enough for everybody, and near enough that milliseconds and calendar years do not overflow.
    private static final Instant BEGINNING = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private final CronExpression expression;
    private final ZoneId zone;
    private final Instant earliest;
    private final Instant latest;

    private JobTimes(CronExpression expression, JobSpec job) {
        this.expression = expression;
        this.zone = job.zone();
        this.earliest = job.notBefore().map(this::instantOf).orElse(BEGINNING);
        this.latest = job.notAfter().map(this::lastInstantOf).orElse(END);
    }

    /**
     * The times of a job.
     *
     * @throws IllegalArgumentException when the schedule is none; the definition's reader has refused such a job
     */
    public static JobTimes of(JobSpec job) {
        try {
            return new JobTimes(CronExpression.parse(job.schedule()), job);
        } catch (BadSchedule e) {
            throw new IllegalArgumentException("schedule " + e.getMessage(), e);
        }
    }

    /** The first {@code count} instants later than {@code after}, in order; fewer when the job ends before. */
    public static List<Instant> upcoming(FireTimes times, Instant after, int count) {
        List<Instant> upcoming = new ArrayList<>();
        Optional<Instant> next = count > 0 ? times.next(after) : Optional.empty();
        while (next.isPresent()) {
            upcoming.add(next.get());
            next = upcoming.size() < count ? times.next(next.get()) : Optional.empty();
        }
        return List.copyOf(upcoming);
    }

    /** Whether the job has any time at all, past ones included. */
    public boolean everFires() {
        return next(Instant.MIN).isPresent();
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Instant since = after.isBefore(earliest) ? earliest.minusNanos(1) : after;
        if (!since.isBefore(latest)) {
            return Optional.empty();
        }
        return expression.from(firstLocalAfter(since)).map(this::instantOf).filter(due -> !due.isAfter(latest));
    }

    /** The first reading of the clock after {@code instant} that was not there before. */
    private LocalDateTime firstLocalAfter(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean secondTime = change != null && change.isOverlap() && !instant.isBefore(change.getInstant());
        return secondTime
                ? change.getDateTimeBefore()
                : local.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** When the clock shows {@code local} for the first time, or leaves it behind. */
    private Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        ZoneOffset before = change.getOffsetBefore();
        return change.isGap() ? change.getInstant() : local.toInstant(before);
    }

    /** The last instant at which a clock that has not been set back shows no more than {@code local}. */
    private Instant lastInstantOf(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean leftOut = change != null && change.isGap();
        return leftOut ? change.getInstant().minusNanos(1) : instantOf(local);
    }
}
