package io.processmaster.common.schedule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Takes an expression apart into six fields, from seconds to the day of the week. */
final class CronText {
    private static final Map<String, String> NICKNAMES = new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *"));
    private static final int CLASSIC = 5;
    private static final int WITH_SECONDS = 6;
    private static final int WITH_YEARS = 7;

    private CronText() {}

    /** The six fields as they are written; a nickname is written out. */
    static Map<CronUnit, String> fields(String text) throws BadSchedule {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new BadSchedule("is empty (write five fields: minute hour day-of-month month day-of-week)");
        }
        if (trimmed.length() > CronExpression.MOST_CHARACTERS) {
            throw new BadSchedule("is longer than " + CronExpression.MOST_CHARACTERS + " characters");
        }
        String plain = trimmed.startsWith("@") ? writtenOut(trimmed) : trimmed;
        List<String> fields = Arrays.asList(plain.split("[ \t\r\n]+", -1));
        return switch (fields.size()) {
            case CLASSIC -> byUnit("0", fields);
            case WITH_SECONDS -> byUnit(fields.get(0), fields.subList(1, WITH_SECONDS));
            case WITH_YEARS ->
                throw new BadSchedule("has 7 fields: a field for years is not supported (write 5 fields, or 6 with"
                        + " seconds in front; process.not_before and process.not_after limit the years)");
            default ->
                throw new BadSchedule("has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                        + ": must be 5 (minute hour day-of-month month day-of-week),"
                        + " or 6 with seconds in front");
        };
    }

    private static Map<CronUnit, String> byUnit(String seconds, List<String> others) {
        Map<CronUnit, String> fields = new EnumMap<>(CronUnit.class);
        Iterator<String> rest = others.iterator();
        for (CronUnit unit : CronUnit.values()) {
            fields.put(unit, unit == CronUnit.SECOND ? seconds : rest.next());
        }
        return fields;
    }

    private static String writtenOut(String nickname) throws BadSchedule {
        String lower = nickname.toLowerCase(Locale.ROOT);
        if (lower.equals("@reboot")) {
            throw new BadSchedule("@reboot is not supported: it is no time, and the daemon's start is not the host's"
                    + " (for a program that runs once when the daemon starts, define a service with"
                    + " restart_policy.policy: never)");
        }
        String fields = NICKNAMES.get(lower);
        if (fields == null) {
            throw new BadSchedule(
                    BadSchedule.quoted(nickname) + " is not one of " + String.join(", ", NICKNAMES.keySet()));
        }
        return fields;
    }
}
