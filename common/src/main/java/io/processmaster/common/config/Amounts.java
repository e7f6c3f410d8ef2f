package io.processmaster.common.config;

import io.processmaster.common.units.DataSize;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes amounts in the largest unit that says them exactly. */
final class Amounts {
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();
    private static final Map<String, Long> TIMES = new LinkedHashMap<>();

    static {
        SIZES.put("TiB", 1L << 40);
        SIZES.put("GiB", 1L << 30);
        SIZES.put("MiB", 1L << 20);
        SIZES.put("KiB", 1L << 10);
        SIZES.put("t", 1_000_000_000_000L);
        SIZES.put("g", 1_000_000_000L);
        SIZES.put("m", 1_000_000L);
        SIZES.put("k", 1_000L);
        TIMES.put("d", 86_400_000L);
        TIMES.put("h", 3_600_000L);
        TIMES.put("m", 60_000L);
        TIMES.put("s", 1_000L);
        TIMES.put("ms", 1L);
    }

    private Amounts() {}

    /** Such as {@code 512MiB}, {@code 10m}, {@code 4097} or {@code MAX}. */
    static String size(DataSize size) {
        return size.isMax() ? "MAX" : exact(size.bytes(), SIZES);
    }

    /** Such as {@code 90s}. */
    static String time(Duration span) {
        return span.isZero() ? "0s" : exact(span.toMillis(), TIMES);
    }

    private static String exact(long amount, Map<String, Long> units) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount > 0 && amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
        }
        return Long.toString(amount);
    }
}
