package io.processmaster.common.spec;

import io.processmaster.common.units.DataSize;
import java.time.Duration;

/**
 * When logs are rotated and how long rotated ones are kept.
 *
 * @param mode by which of the two rules
 * @param size a file that is larger is rotated; by size only
 * @param backups rotated files to keep, 0 to keep none; by size only
 * @param frequency at which boundaries of the local calendar a file is rotated; by time only
 * @param maxAge rotated files that were last written longer ago are deleted; by time only
 * @param compress whether rotated files are compressed
 */
public record RotationSpec(
        Mode mode, DataSize size, int backups, Frequency frequency, Duration maxAge, boolean compress) {
    /** The rule. */
    public enum Mode {
        SIZE,
        TIME
    }

    /** The boundaries. */
    public enum Frequency {
        MINUTELY,
        HOURLY,
        DAILY,
        /** Monday, as in ISO 8601. */
        WEEKLY,
        MONTHLY,
        NONE
    }

    /** What holds when a definition says nothing. */
    public static final RotationSpec DEFAULT =
            new RotationSpec(Mode.SIZE, new DataSize(10_000_000), 10, Frequency.DAILY, Duration.ofDays(30), true);
}
