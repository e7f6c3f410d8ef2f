package io.processmaster.common.config;

import io.processmaster.common.schedule.BadSchedule;
import io.processmaster.common.schedule.CronExpression;
import io.processmaster.common.schedule.JobTimes;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.JobSpec.MissedRuns;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads when a job runs. */
final class JobReader {
    private static final String SCHEDULE = "process.schedule";
    private static final String NOT_BEFORE = "process.not_before";
    private static final String NOT_AFTER = "process.not_after";
    private static final String MAX_TIME = "process.max_time_per_run";
    private static final String RESTART_POLICY = "restart_policy";
    private static final String NEVER = "never";
    private static final List<String> ONLY_FOR_JOBS =
            List.of("process.time_zone", NOT_BEFORE, NOT_AFTER, MAX_TIME, "process.missed_runs");

    private final Fields fields;

    private JobReader(Fields fields) {
        this.fields = fields;
    }

    /** The job's times; empty for a service, or when the schedule is wrong. */
    static Optional<JobSpec> read(Fields fields) {
        return new JobReader(fields).read();
    }

    private Optional<JobSpec> read() {
        if (!fields.has(SCHEDULE)) {
            for (String key : ONLY_FOR_JOBS) {
                if (fields.has(key)) {
                    fields.problemAtKey(key, "only a job has this (set process.schedule, or remove the key)");
                }
            }
            return Optional.empty();
        }
        if (fields.has(RESTART_POLICY)) {
            fields.problemAtKey(
                    RESTART_POLICY,
                    "a job has none, its schedule starts it again (remove restart_policy, or process.schedule)");
        }
        Optional<CronExpression> expression = expression();
        Optional<ZoneId> zone = Zones.read(fields);
        Optional<LocalDateTime> notBefore = bound(NOT_BEFORE, false);
        Optional<LocalDateTime> notAfter = bound(NOT_AFTER, true);
        Optional<Duration> maxTime = maxTime();
        MissedRuns missed = fields.optional(
                        "process.missed_runs", text -> Words.word(MissedRuns.class, text), "skip or once")
                .orElse(MissedRuns.SKIP);
        if (expression.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        JobSpec job = new JobSpec(
                fields.declared(SCHEDULE).orElseThrow().text(), zone.get(), notBefore, notAfter, maxTime, missed);
        checkThatItFires(expression.get(), job);
        return Optional.of(job);
    }

    private Optional<CronExpression> expression() {
        return fields.declared(SCHEDULE).flatMap(scalar -> {
            try {
                return Optional.of(CronExpression.parse(scalar.text()));
            } catch (BadSchedule e) {
                fields.problem(SCHEDULE, e.getMessage());
                return Optional.empty();
            }
        });
    }

    private Optional<LocalDateTime> bound(String key, boolean endOfDay) {
        return fields.optional(key, text -> Dates.parse(text, endOfDay));
    }

    private Optional<Duration> maxTime() {
        boolean never = fields.declared(MAX_TIME)
                .filter(scalar -> scalar.text().equals(NEVER))
                .isPresent();
        Optional<Duration> time = never ? Optional.empty() : fields.optional(MAX_TIME, Words::duration);
        if (time.filter(Duration::isZero).isPresent()) {
            fields.problem(MAX_TIME, "must be more than 0, or never");
        }
        return time;
    }

    private void checkThatItFires(CronExpression expression, JobSpec job) {
        if (!expression.everFires()) {
            fields.problem(SCHEDULE, "never fires: none of its months has such a day");
        } else if (isReversed(job)) {
            fields.problem(NOT_AFTER, "is before process.not_before, so that the job would never run");
        } else if (!JobTimes.of(job).everFires()) {
            fields.problem(SCHEDULE, "never fires within the bounds" + bounds(job));
        }
    }

    private static boolean isReversed(JobSpec job) {
        return job.notBefore()
                .flatMap(first -> job.notAfter().filter(last -> last.isBefore(first)))
                .isPresent();
    }

    private static String bounds(JobSpec job) {
        return " (" + job.notBefore().map(first -> "from " + Dates.text(first)).orElse("from the beginning")
                + job.notAfter().map(last -> " to " + Dates.text(last)).orElse("")
                + " in " + job.zone() + ")";
    }
}
