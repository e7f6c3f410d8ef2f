package io.processmaster.common.schedule;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/** Says whether an expression names a local time: a table of truths for each field, filled value by value. */
final class PlainMatcher {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final boolean[] seconds;
    private final boolean[] minutes;
    private final boolean[] hours;
    private final boolean[] daysOfMonth;
    private final boolean[] months;
    private final boolean[] daysOfWeek;
    private final boolean bothDaysGiven;

    PlainMatcher(String expression) {
        String[] given = expression.toUpperCase(Locale.ROOT).trim().split(" +", -1);
        String[] fields = given.length == 6 ? given : ("0 " + String.join(" ", given)).split(" ", -1);
        this.seconds = truths(fields[0], 0, 59);
        this.minutes = truths(fields[1], 0, 59);
        this.hours = truths(fields[2], 0, 23);
        this.daysOfMonth = truths(fields[3], 1, 31);
        this.months = truths(fields[4], 1, 12);
        this.daysOfWeek = truths(fields[5], 0, 6);
        this.bothDaysGiven = fields[3].charAt(0) != '*' && fields[5].charAt(0) != '*';
    }

    boolean matches(LocalDateTime time) {
        if (!seconds[time.getSecond()]
                || !minutes[time.getMinute()]
                || !hours[time.getHour()]
                || !months[time.getMonthValue()]) {
            return false;
        }
        int isoDay = time.getDayOfWeek().getValue();
        boolean dayOfMonth = daysOfMonth[time.getDayOfMonth()];
        // Monday is 1; a Sunday may have been written as day 0 or as day 7.
        boolean dayOfWeek = isoDay == 7 ? daysOfWeek[0] || daysOfWeek[7] : daysOfWeek[isoDay];
        return bothDaysGiven ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
    }

    private static boolean[] truths(String field, int least, int most) {
        boolean[] truths = new boolean[60];
        for (int value = 0; value < truths.length; value++) {
            for (String item : field.split(",", -1)) {
                truths[value] |= names(item, value, least, most);
            }
        }
        return truths;
    }

    private static boolean names(String item, int value, int least, int most) {
        String[] parts = item.split("/", 2);
        int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
        int from = least;
        int to = most;
        if (parts[0].contains("-")) {
            String[] ends = parts[0].split("-", 2);
            from = number(ends[0]);
            to = number(ends[1]);
            // FRI-SUN
            to = to == 0 && from > 0 ? 7 : to;
        } else if (!parts[0].equals("*")) {
            from = number(parts[0]);
            to = parts.length == 2 ? most : from;
        }
        return value >= from && value <= to && (value - from) % step == 0;
    }

    private static int number(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return Integer.parseInt(word);
        }
        String name = word.substring(0, 3);
        return MONTHS.contains(name) ? MONTHS.indexOf(name) + 1 : DAYS.indexOf(name);
    }
}
