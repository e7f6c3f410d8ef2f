package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What cron-utils does by itself, beside what ProcessMaster does.
 *
 * <p>A new version of the library that no longer has one of these traps fails here, so that code around it can go.
 */
final class LibraryTrapsTest {
    private static final CronDefinition OURS = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .and()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .and()
            .instance();
    private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final String BERLIN = "Europe/Berlin";

    @Test
    void fullNamesAreRefusedByTheLibrary() {
        assertThatThrownBy(() -> parse(UNIX, "0 0 * January *")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse(UNIX, "0 0 * * sunday")).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> CronExpression.parse("0 0 * January sunday")).doesNotThrowAnyException();
    }

    @Test
    void nicknamesAreRefusedByTheLibrary() {
        assertThatThrownBy(() -> parse(UNIX, "@hourly")).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> CronExpression.parse("@hourly")).doesNotThrowAnyException();
    }

    @Test
    void aReadyMadeDefinitionWithSecondsWantsBothFieldsForDays() {
        CronDefinition spring = CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53);
        assertThat(libraryNext(spring, "0 0 0 13 * FRI", "2025-01-01T00:00:00Z", "UTC"))
                .as("the next Friday the thirteenth")
                .contains(Instant.parse("2025-06-13T00:00:00Z"));
        assertThat(ourNext("0 0 0 13 * FRI", "2025-01-01T00:00:00Z", "UTC"))
                .contains(Instant.parse("2025-01-03T00:00:00Z"));
    }

    @Test
    void aStarWithAStepCountsAsARestriction() {
        assertThat(libraryNext(OURS, "0 0 0 */2 * 1", "2025-01-01T00:00:00Z", "UTC"))
                .as("any odd date")
                .contains(Instant.parse("2025-01-03T00:00:00Z"));
        assertThat(ourNext("0 0 0 */2 * 1", "2025-01-01T00:00:00Z", "UTC"))
                .as("a Monday with an odd date, as in cron")
                .contains(Instant.parse("2025-01-13T00:00:00Z"));
    }

    @Test
    void aTimeInAGapIsLeftOutByTheLibrary() {
        assertThat(libraryNext(UNIX, "30 2 * * *", "2025-03-29T12:00:00Z", BERLIN))
                .as("the day after")
                .contains(Instant.parse("2025-03-31T00:30:00Z"));
        assertThat(ourNext("30 2 * * *", "2025-03-29T12:00:00Z", BERLIN))
                .contains(Instant.parse("2025-03-30T01:00:00Z"));
    }

    @Test
    void aDenseScheduleIsRepeatedByTheLibrary() {
        assertThat(libraryNext(UNIX, "*/30 * * * *", "2025-10-26T00:30:00Z", BERLIN))
                .as("02:00 for the second time")
                .contains(Instant.parse("2025-10-26T01:00:00Z"));
        assertThat(ourNext("*/30 * * * *", "2025-10-26T00:30:00Z", BERLIN))
                .contains(Instant.parse("2025-10-26T02:00:00Z"));
    }

    @Test
    void theNextTimeAfterAClockChangeIsLater() {
        // Reported as issues 112, 253 and 446 of the library: a next time that is not later.
        for (String asked : new String[] {"2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z", "2025-10-26T01:30:00Z"}) {
            for (String expression : new String[] {"* * * * *", "0 2 26 10 *", "0 2 * * *", "30 2 26 10 *"}) {
                Instant instant = Instant.parse(asked);
                assertThat(ourNext(expression, asked, BERLIN))
                        .hasValueSatisfying(next -> assertThat(next).isAfter(instant));
            }
        }
        assertThat(ourNext("0 2 26 10 *", "2025-10-26T00:00:00Z", BERLIN))
                .contains(Instant.parse("2026-10-26T01:00:00Z"));
    }

    @Test
    void rangesMayRunBackwardsInTheLibrary() {
        assertThatCode(() -> parse(OURS, "0 5-3 * * * *")).doesNotThrowAnyException();
        assertThatThrownBy(() -> CronExpression.parse("0 5-3 * * * *")).hasMessageContaining("runs backwards");
    }

    @Test
    void aSecondStepIsIgnoredByTheLibrary() {
        assertThatCode(() -> parse(OURS, "0 1-5/2/3 * * * *")).doesNotThrowAnyException();
        assertThatThrownBy(() -> CronExpression.parse("0 1-5/2/3 * * * *")).hasMessageContaining("not understood");
    }

    @Test
    void aMissingStepBreaksTheLibrary() {
        assertThatThrownBy(() -> parse(OURS, "0 1-5/ * * * *")).isInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CronExpression.parse("0 1-5/ * * * *")).isInstanceOf(BadSchedule.class);
    }

    @Test
    void aStepOfSevenIsTakenForSundayByTheLibrary() throws BadSchedule {
        assertThatThrownBy(() -> parse(OURS, "0 0 0 * * 1-6/7")).hasMessageContaining("Period 0");
        assertThat(CronExpression.parse("0 0 0 * * 1-6/7").everFires()).isTrue();
    }

    @Test
    void alternativesBreakTheLibrary() {
        assertThatThrownBy(() -> parse(OURS, "0 0 0 1|2 * *").retrieveFieldsAsMap())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> CronExpression.parse("0 0 0 1|2 * *")).isInstanceOf(BadSchedule.class);
    }

    @Test
    void signsAndOtherDigitsAreNumbersInTheLibrary() {
        for (String number : new String[] {"+5", "\u0663"}) {
            assertThatCode(() -> parse(OURS, "0 " + number + " * * * *")).doesNotThrowAnyException();
            assertThatThrownBy(() -> CronExpression.parse("0 " + number + " * * * *"))
                    .isInstanceOf(BadSchedule.class);
        }
    }

    @Test
    void theLanguageOfTheHostChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(ourNext("0 0 * * fri", "2025-01-01T00:00:00Z", "UTC"))
                    .contains(Instant.parse("2025-01-03T00:00:00Z"));
            assertThatThrownBy(() -> CronExpression.parse("61 * * * *")).hasMessageContaining("is out of range");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aDateThatNeverComesIsNeverDue() {
        assertThat(libraryNext(UNIX, "0 0 30 2 *", "2025-01-01T00:00:00Z", "UTC"))
                .isEmpty();
        assertThat(ourNext("0 0 30 2 *", "2025-01-01T00:00:00Z", "UTC")).isEmpty();
    }

    private static Cron parse(CronDefinition definition, String expression) {
        return new CronParser(definition).parse(expression);
    }

    private static Optional<Instant> libraryNext(
            CronDefinition definition, String expression, String after, String zone) {
        return ExecutionTime.forCron(new CronParser(definition).parse(expression))
                .nextExecution(Instant.parse(after).atZone(ZoneId.of(zone)))
                .map(ZonedDateTime::toInstant);
    }

    private static Optional<Instant> ourNext(String expression, String after, String zone) {
        return Jobs.times(expression, zone).next(Instant.parse(after));
    }
}
