package io.processmaster.common.units;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount of bytes, or no limit at all.
 *
 * @param bytes 0 or more; {@link Long#MAX_VALUE} stands for no limit
 */
public record DataSize(long bytes) {
    /** No limit; the kernel's word for it is {@code max}. */
    public static final DataSize MAX = new DataSize(Long.MAX_VALUE);

    private static final String UNITS = "kmgt";
    private static final int MOST_CHARACTERS = 40;

    /** Refuses a negative amount. */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    /** Reads {@code 512}, {@code 64KiB}, {@code 10m}, {@code 1.5GB} or {@code MAX}, in any case; empty when it is none. */
    public static Optional<DataSize> parse(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (lower.equals("max")) {
            return Optional.of(MAX);
        }
        int end = 0;
        if (lower.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        while (end < lower.length() && (Character.isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        String number = lower.substring(0, end);
        Optional<Long> factor = factorOf(lower.substring(end));
        if (!number.matches("[0-9]+(\\.[0-9]+)?") || factor.isEmpty() || (number.contains(".") && factor.get() == 1)) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(factor.get()));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new DataSize(bytes.longValue()));
    }

    private static Optional<Long> factorOf(String unit) {
        String plain = unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
        if (plain.isEmpty()) {
            return Optional.of(1L);
        }
        int power = UNITS.indexOf(plain.charAt(0)) + 1;
        if (power == 0 || plain.length() > 2 || (plain.length() == 2 && plain.charAt(1) != 'i')) {
            return Optional.empty();
        }
        long base = plain.length() == 2 ? 1024 : 1000;
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= base;
        }
        return Optional.of(factor);
    }

    /** Whether this is no limit. */
    public boolean isMax() {
        return bytes == Long.MAX_VALUE;
    }

    /** The text for a cgroup file: bytes, or {@code max}. */
    public String kernelText() {
        return isMax() ? "max" : Long.toString(bytes);
    }
}
