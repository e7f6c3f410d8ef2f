package io.processmaster.common.schedule;

import com.cronutils.model.field.CronFieldName;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/** What one field of an expression counts, in the order of the six fields. */
enum CronUnit {
    SECOND("second", 0, 59, CronFieldName.SECOND),
    MINUTE("minute", 0, 59, CronFieldName.MINUTE),
    HOUR("hour", 0, 23, CronFieldName.HOUR),
    DAY_OF_MONTH("day-of-month", 1, 31, CronFieldName.DAY_OF_MONTH),
    MONTH("month", 1, 12, CronFieldName.MONTH),
    /** Written 0 to 7, where both 0 and 7 are Sunday; kept as 0 to 6. */
    DAY_OF_WEEK("day-of-week", 0, 6, CronFieldName.DAY_OF_WEEK);

    /** The other number of Sunday. */
    static final int SEVENTH_DAY = 7;

    private static final int SHORT_NAME = 3;

    private final String words;
    private final int least;
    private final int most;
    private final CronFieldName field;

    CronUnit(String words, int least, int most, CronFieldName field) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.field = field;
    }

    /** The name of the field for people. */
    String words() {
        return words;
    }

    /** The smallest value. */
    int least() {
        return least;
    }

    /** The largest value that is kept. */
    int most() {
        return most;
    }

    /** The largest value that may be written. */
    int mostWritten() {
        return this == DAY_OF_WEEK ? SEVENTH_DAY : most;
    }

    /** The library's name of the field. */
    CronFieldName field() {
        return field;
    }

    /** The value of a name of three letters or in full, in any case. */
    OptionalInt named(String name) {
        // Not the default locale: in a Turkish one "fri" has another capital letter.
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (this) {
            case MONTH ->
                Arrays.stream(Month.values())
                        .filter(month -> isNameOf(upper, month.name()))
                        .mapToInt(Month::getValue)
                        .findFirst();
            case DAY_OF_WEEK ->
                Arrays.stream(DayOfWeek.values())
                        .filter(day -> isNameOf(upper, day.name()))
                        .mapToInt(day -> day.getValue() % SEVENTH_DAY)
                        .findFirst();
            default -> OptionalInt.empty();
        };
    }

    private static boolean isNameOf(String written, String full) {
        return written.equals(full) || written.equals(full.substring(0, SHORT_NAME));
    }

    /** What may be written in this field. */
    String allowed() {
        String numbers = least + " to " + mostWritten();
        String more =
                switch (this) {
                    case SECOND, MINUTE -> "ranges such as 0-29, steps such as */5";
                    case HOUR -> "ranges such as 8-17, steps such as */2";
                    case DAY_OF_MONTH -> "ranges such as 1-7, steps such as */2";
                    case MONTH -> "names such as JAN or January, ranges such as 6-8, steps such as */3";
                    case DAY_OF_WEEK -> "where 0 and 7 are Sunday, names such as MON or Monday, ranges such as MON-FRI";
                };
        return "allowed are *, " + numbers + ", " + more + ", and lists of these with commas";
    }
}
