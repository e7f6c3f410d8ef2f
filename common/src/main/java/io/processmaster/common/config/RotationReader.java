package io.processmaster.common.config;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.units.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads when logs are rotated and how long rotated ones are kept. */
final class RotationReader {
    /** The most rotated files that may be kept of one log. */
    static final int MOST_BACKUPS = 1_000;

    private static final String MODE = "logs.rotation_mode";
    private static final String SIZE = "logs.rotation_size";
    private static final String BACKUPS = "logs.rotation_backups";
    private static final String FREQUENCY = "logs.rotation_frequency";
    private static final String MAX_AGE = "logs.rotation_max_age_ms";

    private RotationReader() {}

    /** The rotation of an app's logs. */
    static RotationSpec read(Fields fields) {
        Optional<RotationSpec.Mode> mode =
                fields.optional(MODE, text -> Words.word(RotationSpec.Mode.class, text), "size or time");
        // Of a bad mode nobody knows which keys go with it.
        if (mode.isPresent() || !fields.has(MODE)) {
            refuseKeysOfTheOther(mode.orElse(RotationSpec.DEFAULT.mode()), fields);
        }
        DataSize size = fields.value(SIZE, DataSize::parse);
        if (size.bytes() == 0) {
            fields.problem(SIZE, "must be more than 0");
        }
        Duration age = fields.value(MAX_AGE, Words::millis);
        if (age.isZero()) {
            fields.problem(MAX_AGE, "must be more than 0 (every rotated file would be deleted at once)");
        }
        return new RotationSpec(
                mode.orElse(RotationSpec.DEFAULT.mode()),
                size,
                fields.integer(BACKUPS, 0, MOST_BACKUPS),
                fields.optional(
                                FREQUENCY,
                                text -> Words.word(RotationSpec.Frequency.class, text),
                                "minutely, hourly, daily, weekly, monthly or none")
                        .orElse(RotationSpec.DEFAULT.frequency()),
                age,
                fields.truth("logs.compression_enabled"));
    }

    private static void refuseKeysOfTheOther(RotationSpec.Mode mode, Fields fields) {
        boolean bySize = mode == RotationSpec.Mode.SIZE;
        for (String key : bySize ? List.of(FREQUENCY, MAX_AGE) : List.of(SIZE, BACKUPS)) {
            if (fields.has(key)) {
                String other = bySize ? "time" : "size";
                fields.problemAtKey(
                        key,
                        "has no effect with rotation_mode: " + (bySize ? "size" : "time") + " (remove it, or set"
                                + " rotation_mode: " + other + ")");
            }
        }
    }
}
