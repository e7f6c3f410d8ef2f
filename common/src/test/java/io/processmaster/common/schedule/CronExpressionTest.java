package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an expression and what is none. */
final class CronExpressionTest {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int COMPARED = 200;

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "@yearly = 0 0 1 1 *",
                "@annually = 0 0 1 1 *",
                "@monthly = 0 0 1 * *",
                "@weekly = 0 0 * * 0",
                "@daily = 0 0 * * *",
                "@midnight = 0 0 * * *",
                "@hourly = 0 * * * *",
                "@Hourly = 0 * * * *",
                "5 4 * * * = 0 5 4 * * *",
                "0 0 * * 7 = 0 0 * * 0",
                "0 0 * * SUN = 0 0 * * 0",
                "0 0 * * sunday = 0 0 * * 0",
                "0 0 * * MON = 0 0 * * 1",
                "0 0 * * Monday-FRI = 0 0 * * 1-5",
                "0 0 * * FRI-SUN = 0 0 * * 5,6,0",
                "0 0 * * 5-7 = 0 0 * * 5,6,0",
                "0 0 * * 5-0 = 0 0 * * 5,6,0",
                "0 0 * * SUN-TUE = 0 0 * * 0,1,2",
                "0 0 * * 7-2 = 0 0 * * 0,1,2",
                "0 0 * * SUN-SUN = 0 0 * * 0",
                "0 0 * * 7-7 = 0 0 * * 0",
                "0 0 * * 0-7 = 0 0 * * *",
                "0 0 * * 1-7 = 0 0 * * *",
                "0 0 * * FRI-SUN/2 = 0 0 * * 5,0",
                "0 0 * * */2 = 0 0 * * 0,2,4,6",
                "0 0 * * 3/2 = 0 0 * * 3,5",
                "0 0 * * SUN/2 = 0 0 * * 0,2,4,6",
                "0 0 * * 1-6/7 = 0 0 * * 1",
                "0 0 * * */7 = 0 0 * * 0",
                "0 0 * * 7/2 = 0 0 * * 0,2,4,6",
                "0 0 1 JANUARY * = 0 0 1 1 *",
                "0 0 1 jan-March,September * = 0 0 1 1,2,3,9 *",
                "0 0 1 May,MAY,5 * = 0 0 1 5 *",
                "*/15 * * * * = 0,15,30,45 * * * *",
                "5/15 * * * * = 5,20,35,50 * * * *",
                "10-30/10 * * * * = 10,20,30 * * * *",
                "1-3,2-5,59 * * * * = 1,2,3,4,5,59 * * * *",
                "05 07 * * * = 5 7 * * *",
                "'  5	 4 * *   * ' = 5 4 * * *"
            })
    void theseTwoMeanTheSame(String written, String plain) throws BadSchedule {
        assertThat(due(written)).isEqualTo(due(plain)).hasSize(COMPARED);
    }

    @Test
    void oneIsMonday() {
        assertThat(JobTimes.upcoming(Jobs.times("0 0 * * 1", "UTC"), BEGIN, 1))
                .containsExactly(Instant.parse("2025-01-06T00:00:00Z"));
    }

    @Test
    void eitherFieldForDaysIsEnoughWhenBothAreRestricted() {
        assertThat(JobTimes.upcoming(Jobs.times("0 0 13 * 5", "UTC"), BEGIN, 4))
                .as("Fridays and thirteenths")
                .containsExactly(
                        Instant.parse("2025-01-03T00:00:00Z"),
                        Instant.parse("2025-01-10T00:00:00Z"),
                        Instant.parse("2025-01-13T00:00:00Z"),
                        Instant.parse("2025-01-17T00:00:00Z"));
    }

    @Test
    void aFieldForDaysThatBeginsWithAStarIsNotRestricted() {
        assertThat(JobTimes.upcoming(Jobs.times("0 0 */2 * 1", "UTC"), BEGIN, 2))
                .as("Mondays with an odd date")
                .containsExactly(Instant.parse("2025-01-13T00:00:00Z"), Instant.parse("2025-01-27T00:00:00Z"));
        assertThat(JobTimes.upcoming(Jobs.times("0 0 1-31/2 * 1", "UTC"), BEGIN, 3))
                .as("Mondays and odd dates")
                .containsExactly(
                        Instant.parse("2025-01-03T00:00:00Z"),
                        Instant.parse("2025-01-05T00:00:00Z"),
                        Instant.parse("2025-01-06T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty (write five fields: minute hour day-of-month month day-of-week)",
                "* * * *|has 4 fields: must be 5 (minute hour day-of-month month day-of-week), or 6 with seconds in front",
                "noon|has 1 field: must be 5 (minute hour day-of-month month day-of-week), or 6 with seconds in front",
                "0 0 0 1 1 * 2025|has 7 fields: a field for years is not supported (write 5 fields, or 6 with seconds"
                        + " in front; process.not_before and process.not_after limit the years)",
                "@reboot|@reboot is not supported: it is no time, and the daemon's start is not the host's (for a"
                        + " program that runs once when the daemon starts, define a service with"
                        + " restart_policy.policy: never)",
                "@fortnightly|\"@fortnightly\" is not one of @annually, @daily, @hourly, @midnight, @monthly, @weekly,"
                        + " @yearly",
                "61 * * * *|minute \"61\" is out of range; allowed are *, 0 to 59, ranges such as 0-29, steps"
                        + " such as */5, and lists of these with commas",
                "60 0 * * * *|second \"60\" is out of range; allowed are *, 0 to 59, ranges such as 0-29, steps"
                        + " such as */5, and lists of these with commas",
                "0 24 * * *|hour \"24\" is out of range; allowed are *, 0 to 23, ranges such as 8-17, steps"
                        + " such as */2, and lists of these with commas",
                "0 0 0 * *|day-of-month \"0\" is out of range; allowed are *, 1 to 31, ranges such as 1-7,"
                        + " steps such as */2, and lists of these with commas",
                "0 0 * 13 *|month \"13\" is out of range; allowed are *, 1 to 12, names such as JAN or"
                        + " January, ranges such as 6-8, steps such as */3, and lists of these with commas",
                "0 0 * * 8|day-of-week \"8\" is out of range; allowed are *, 0 to 7, where 0 and 7 are Sunday,"
                        + " names such as MON or Monday, ranges such as MON-FRI, and lists of these with commas"
            })
    void theRefusalSaysWhichFieldAndWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> CronExpression.parse(text))
                .isInstanceOf(BadSchedule.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 ? * *|day-of-month \"?\": ? is not supported (write *)",
                "0 0 L * *|L, W and # are not supported",
                "0 0 15W * *|L, W and # are not supported",
                "0 0 LW * *|L, W and # are not supported",
                "0 0 L-3 * *|L, W and # are not supported",
                "0 0 * * 5L|L, W and # are not supported",
                "0 0 * * FRIL|L, W and # are not supported",
                "0 0 * * MON#2|L, W and # are not supported",
                "0 0 * * Mondy|\"Mondy\" is not a name for a day-of-week",
                "0 0 * MON *|\"MON\" is not a name for a month",
                "0 0 * * JAN|\"JAN\" is not a name for a day-of-week",
                "JAN * * * *|\"JAN\" is not a name for a minute",
                "0 22-2 * * *|the range 22-2 runs backwards (write it as two ranges: 22-23,0-2)",
                "0 0 * DEC-FEB *|the range DEC-FEB runs backwards (write it as two ranges: DEC-12,1-FEB)",
                "0 0 * * FRI-MON|the range FRI-MON runs backwards (write it as two ranges: FRI-6,0-MON)",
                "*/0 * * * *|a step must be from 1 to 59",
                "*/60 * * * *|a step must be from 1 to 59",
                "1,,2 * * * *|a comma needs a value on both sides",
                "1, * * * *|a comma needs a value on both sides",
                ", * * * *|a comma needs a value on both sides",
                "1- * * * *|\"1-\" is not understood",
                "-1 * * * *|\"-1\" is not understood",
                "*/ * * * *|\"*/\" is not understood",
                "/5 * * * *|\"/5\" is not understood",
                "1-5/ * * * *|\"1-5/\" is not understood",
                "1-5/2/3 * * * *|\"1-5/2/3\" is not understood",
                "+5 * * * *|\"+5\" is not understood",
                "*5 * * * *|\"*5\" is not understood",
                "*-5 * * * *|\"*-5\" is not understood",
                "** * * * *|\"**\" is not understood",
                "1.5 * * * *|\"1.5\" is not understood",
                "99999999999999999999 * * * *|is out of range",
                "*/99999999999999999999 * * * *|a step must be from 1 to 59"
            })
    void whatACronWouldNotTakeIsRefused(String text, String part) {
        assertThatThrownBy(() -> CronExpression.parse(text))
                .isInstanceOf(BadSchedule.class)
                .hasMessageContaining(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0663 * * * *", "5\u00a0* * * *", "\u001b[31m * * * *", "5\0 * * * *", "\u0131 * * * *"})
    void whatAPersonCannotSeeIsNotPrinted(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text))
                .isInstanceOf(BadSchedule.class)
                .message()
                .matches("[\\x20-\\x7e]+");
    }

    @Test
    void aLongTextIsRefusedShortly() {
        assertThatThrownBy(() -> CronExpression.parse("1,".repeat(300) + "1 * * * *"))
                .isInstanceOf(BadSchedule.class)
                .hasMessage("is longer than 500 characters");
        assertThatThrownBy(() -> CronExpression.parse("x".repeat(400)))
                .isInstanceOf(BadSchedule.class)
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void whateverIsWrittenIsEitherAnExpressionOrToldWhyNot() {
        long seed = Long.getLong("pm.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.println("expressions: seed " + seed);
        Random random = new Random(seed);
        String alphabet = "0123456789*/-,, LW#?@JANmonSUN+.|\u0663%";
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(new RandomCron(random).expression(random.nextBoolean()));
            for (int slip = random.nextInt(3); slip > 0; slip--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                CronExpression.parse(text.toString());
                good++;
            } catch (BadSchedule e) {
                assertThat(e).hasMessageNotContaining("\n").hasMessageNotContaining("parser");
            }
        }
        assertThat(good).as("replay with -Dpm.seed=%d", seed).isBetween(5_000, 19_000);
    }

    private static List<Instant> due(String expression) throws BadSchedule {
        assertThat(CronExpression.parse(expression).everFires()).isTrue();
        return JobTimes.upcoming(Jobs.times(expression, "UTC"), BEGIN, COMPARED);
    }
}
