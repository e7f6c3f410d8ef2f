package io.processmaster.common.units;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A share of CPU time in thousandths of one core, or no limit at all.
 *
 * @param millicores 1 or more; {@link Long#MAX_VALUE} stands for no limit
 */
public record CpuQuota(long millicores) {
    /** No limit. */
    public static final CpuQuota MAX = new CpuQuota(Long.MAX_VALUE);

    private static final long PERIOD_MICROS = 100_000;
    // The kernel refuses a quota below 1 ms.
    private static final long MIN_QUOTA_MICROS = 1_000;
    private static final long MOST_MILLICORES = 100_000_000;

    /** Refuses less than the smallest share that the kernel can give. */
    public CpuQuota {
        if (millicores < MIN_QUOTA_MICROS * 1000 / PERIOD_MICROS) {
            throw new IllegalArgumentException("a CPU share must be at least 10m: " + millicores + "m");
        }
    }

    /** Reads {@code 100m} (thousandths), {@code 1.5} (cores) or {@code MAX}; empty when it is none or below 10m. */
    public static Optional<CpuQuota> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("max")) {
            return Optional.of(MAX);
        }
        boolean milli = trimmed.endsWith("m");
        String number = milli ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        if (!number.matches(milli ? "[0-9]{1,9}" : "[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return Optional.empty();
        }
        long value = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(milli ? 1 : 1000))
                .longValue();
        return value < 10 || value > MOST_MILLICORES ? Optional.empty() : Optional.of(new CpuQuota(value));
    }

    /** Whether this is no limit. */
    public boolean isMax() {
        return millicores == Long.MAX_VALUE;
    }

    /** The text for {@code cpu.max}: quota and period in microseconds. */
    public String kernelText() {
        return (isMax() ? "max" : Long.toString(millicores * (PERIOD_MICROS / 1000))) + " " + PERIOD_MICROS;
    }
}
