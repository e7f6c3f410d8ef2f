package io.processmaster.common.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up expressions that are right: dense ones and sparse ones, with all that the grammar has. */
final class RandomCron {
    private static final List<String> MONTHS = List.of("JAN", "feb", "March", "Apr", "MAY", "june", "Jul", "AUGUST");
    private static final List<String> DAYS = List.of("SUN", "mon", "Tuesday", "WED", "thursday", "FRI", "Saturday");

    private final Random random;

    RandomCron(Random random) {
        this.random = random;
    }

    String expression(boolean withSeconds) {
        String fields = field(0, 59, List.of()) + " " + field(0, 23, List.of()) + " " + days(1, 31, List.of()) + " "
                + (random.nextInt(4) == 0 ? field(1, 12, MONTHS) : "*") + " " + days(0, 7, DAYS);
        return withSeconds ? field(0, 59, List.of()) + " " + fields : fields;
    }

    private String days(int least, int most, List<String> names) {
        return random.nextInt(3) == 0 ? field(least, most, names) : "*";
    }

    private String field(int least, int most, List<String> names) {
        List<String> items = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            items.add(item(least, most, names));
        }
        return String.join(",", items);
    }

    private String item(int least, int most, List<String> names) {
        int top = most == 7 ? 6 : most;
        String step = random.nextInt(3) == 0 ? "/" + (1 + random.nextInt(top)) : "";
        int from = least + random.nextInt(top - least + 1);
        return switch (random.nextInt(4)) {
            case 0 -> "*" + step;
            case 1 -> value(from, names, least) + "-" + upTo(from, most, names, least) + step;
            // A step after a single number goes on to the end.
            default -> value(from, names, least) + step;
        };
    }

    private String upTo(int from, int most, List<String> names, int least) {
        int to = from + random.nextInt(most - from + 1);
        return to == 7 && most == 7 && random.nextBoolean() && from > 0 ? "SUN" : value(to, names, least);
    }

    private String value(int value, List<String> names, int least) {
        int index = value - least;
        return index < names.size() && random.nextBoolean() ? names.get(index) : String.valueOf(value);
    }
}
