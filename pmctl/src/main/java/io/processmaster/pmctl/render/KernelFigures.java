package io.processmaster.pmctl.render;

import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds single figures in what the kernel's files say. */
final class KernelFigures {
    private static final int MOST_DIGITS = 18;

    private final JsonObject files;

    KernelFigures(JsonObject files) {
        this.files = files;
    }

    /** Whether the kernel has that file for the app. */
    boolean has(String file) {
        return files.members().containsKey(file);
    }

    /** All that a file says, by name; empty when there is no such file. */
    Map<String, JsonValue> of(String file) {
        return files.members().get(file) instanceof JsonObject object ? object.members() : Map.of();
    }

    /** One whole number of a file. */
    OptionalLong number(String file, String name) {
        return number(of(file).get(name));
    }

    /** The only number of a file, such as {@code memory.current}. */
    OptionalLong number(String file) {
        return number(file, "value");
    }

    /** A whole number; empty when it is something else. */
    static OptionalLong number(JsonValue value) {
        String literal = literal(value);
        boolean whole = !literal.isEmpty()
                && literal.length() <= MOST_DIGITS
                && literal.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole ? OptionalLong.of(Long.parseLong(literal)) : OptionalLong.empty();
    }

    /** Any value as it came; empty when there is none. */
    static String literal(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.literal();
        }
        return value instanceof JsonText text ? text.value() : "";
    }

    /** The limit of {@code cpu.max} in processors, such as {@code 1.5}; empty for none. */
    Optional<String> processors() {
        for (Map.Entry<String, JsonValue> quota : of("cpu.max").entrySet()) {
            OptionalLong period = number(quota.getValue());
            OptionalLong share = number(new JsonText(quota.getKey()));
            if (period.isPresent() && period.getAsLong() > 0 && share.isPresent()) {
                long hundredths = share.getAsLong() * 100 / period.getAsLong();
                return Optional.of(hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100);
            }
        }
        return Optional.empty();
    }
}
