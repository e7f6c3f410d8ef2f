package io.processmaster.daemon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/limits.md names the constants that it tells about. */
class LimitsTest {
    private static final int CONSTANT = 3;

    @Test
    void thePageTellsTheValuesOfTheCode() throws ReflectiveOperationException {
        List<List<String>> rows = DocumentTable.rows("limits.md", CONSTANT + 1);
        assertThat(rows).hasSizeGreaterThan(40);
        for (List<String> row : rows) {
            String constant = row.get(CONSTANT).replace("`", "");
            assertThat(number(valueOf("io.processmaster." + constant), constant))
                    .as("%s, %s", row.get(0), constant)
                    .isEqualTo(told(row.get(1)));
        }
    }

    private static long told(String value) {
        String[] words = value.replace(",", "").split(" ", 3);
        long unit =
                switch (words.length == 1 ? "" : words[1]) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "s" -> 1_000;
                    default -> 1;
                };
        return Long.parseLong(words[0]) * unit;
    }

    private static long number(Object value, String constant) {
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        long number = ((Number) value).longValue();
        return constant.endsWith("_SECONDS") ? number * 1_000 : number;
    }

    /** A field of a class, or a component of a record that a field of a class holds. */
    private static Object valueOf(String name) throws ReflectiveOperationException {
        int dot = name.lastIndexOf('.');
        String owner = name.substring(0, dot);
        if (Character.isUpperCase(name.charAt(dot + 1))) {
            Field field = Class.forName(owner).getDeclaredField(name.substring(dot + 1));
            field.setAccessible(true);
            return field.get(null);
        }
        Object holder = valueOf(owner);
        Method component = holder.getClass().getMethod(name.substring(dot + 1));
        return component.invoke(holder);
    }
}
