package io.processmaster.daemon.core.rotation;

import io.processmaster.common.spec.RotationSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When a log is to be rotated, when a rotated one is to be deleted, and when a failure is tried again. */
public final class RotationRule {
    /** The pause after a first failure. */
    public static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** The longest pause. */
    public static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 6;

    private RotationRule() {}

    /**
     * Whether a log is to be rotated now.
     *
     * @param size of the log; an empty one never is
     * @param modified when it was last written
     * @param boundary whether a boundary of its frequency has just come
     */
    public static boolean isDue(
            RotationSpec rule, long size, Instant modified, boolean boundary, Instant now, ZoneId zone) {
        if (size == 0) {
            return false;
        }
        return switch (rule.mode()) {
            case SIZE -> size > rule.size().bytes();
            // What was last written before the boundary came while nobody looked.
            case TIME ->
                boundary
                        || Boundaries.before(rule.frequency(), now, zone)
                                .filter(modified::isBefore)
                                .isPresent();
        };
    }

    /** Whether a rotated file is to be deleted for its age, whichever rule made it. */
    public static boolean isExpired(RotationSpec rule, Instant modified, Instant now) {
        return rule.mode() == RotationSpec.Mode.TIME && modified.isBefore(now.minus(rule.maxAge()));
    }

    /** How long to wait after so many failures in a row, 1 or more. */
    public static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
