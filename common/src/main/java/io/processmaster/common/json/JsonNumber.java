package io.processmaster.common.json;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A number as it is written, so that no digit is lost.
 *
 * @param literal valid JSON text of the number
 */
public record JsonNumber(String literal) implements JsonValue {
    /** A whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** A number with at most two decimals; not a number and infinity become 0. */
    public static JsonNumber of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return of(0);
        }
        long hundredths = Math.round(value * 100);
        long whole = hundredths / 100;
        long rest = Math.abs(hundredths % 100);
        String sign = hundredths < 0 && whole == 0 ? "-" : "";
        return new JsonNumber(rest == 0 ? Long.toString(whole) : sign + whole + "." + (rest < 10 ? "0" : "") + rest);
    }

    /** A whole number, or null. */
    public static JsonValue orNull(OptionalLong value) {
        return value.isPresent() ? of(value.getAsLong()) : JsonNull.NULL;
    }

    /** A number with at most two decimals, or null. */
    public static JsonValue orNull(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : JsonNull.NULL;
    }

    /** The value as a whole number. */
    public long asLong() {
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException e) {
            throw new JsonException("not a whole number: " + literal);
        }
    }

    /** The value, perhaps rounded. */
    public double asDouble() {
        return Double.parseDouble(literal);
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append(literal);
    }
}
