package io.processmaster.common.config;

import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the limits of an app's cgroup and of its restarts. */
final class LimitsReader {
    // The kernel's PID_MAX_LIMIT on 64-bit hosts; a larger pids.max is refused by it.
    private static final long MOST_PIDS = 4_194_304;
    private static final long MOST_IO_WEIGHT = 10_000;
    private static final int MOST_RESTARTS = 500;

    private LimitsReader() {}

    /** Limits of the cgroup. */
    static ResourceSpec resources(Fields fields) {
        return new ResourceSpec(
                fields.value("resources.max_cpu", CpuQuota::parse),
                memory(fields, "resources.max_memory"),
                fields.value("resources.max_swap", DataSize::parse),
                memory(fields, "resources.memory_high"),
                count(fields, "resources.max_pids", MOST_PIDS),
                count(fields, "resources.io_weight", MOST_IO_WEIGHT));
    }

    private static DataSize memory(Fields fields, String key) {
        DataSize size = fields.value(key, DataSize::parse);
        if (size.bytes() == 0) {
            fields.problem(key, "must be more than 0 (no program runs without memory)");
        }
        return size;
    }

    private static OptionalLong count(Fields fields, String key, long most) {
        String expected = "a whole number from 1 to " + most + ", or MAX";
        Optional<OptionalLong> declared = fields.optional(
                key,
                text -> text.equalsIgnoreCase("max")
                        ? Optional.of(OptionalLong.empty())
                        : Fields.number(text, 1, most).map(OptionalLong::of),
                expected);
        return declared.orElse(OptionalLong.empty());
    }

    /** What happens when the app ends by itself. */
    static RestartSpec restart(Fields fields) {
        RestartSpec.Policy policy = fields.optional(
                        "restart_policy.policy",
                        text -> Words.word(RestartSpec.Policy.class, text),
                        "always, on_failure or never")
                .orElse(RestartSpec.DEFAULT.policy());
        Duration window = fields.value("restart_policy.tolerance.duration", Words::duration);
        if (window.isZero()) {
            fields.problem("restart_policy.tolerance.duration", "must be more than 0");
        }
        return new RestartSpec(
                policy,
                fields.value("restart_policy.restart_backoff_ms", Words::millis),
                fields.value("restart_policy.max_backoff_ms", Words::millis),
                fields.value("restart_policy.reset_after", Words::duration),
                fields.integer("restart_policy.tolerance.max_restarts", 0, MOST_RESTARTS),
                window);
    }
}
