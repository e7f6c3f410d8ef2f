package io.processmaster.daemon.adapter.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingTimeTest {
    private final LeadingTime times =
            new LeadingTime(ZoneId.of("Europe/Berlin"), Instant.parse("2026-03-10T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00Z start              | 2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.25Z start           | 2026-01-01T00:00:00.250Z",
                "2026-01-01T00:00:00+02:00 start         | 2025-12-31T22:00:00Z",
                "2026-01-01T00:00:00-0130 start          | 2026-01-01T01:30:00Z",
                "2026-01-01 00:00:00 start               | 2025-12-31T23:00:00Z",
                "2026-01-01 00:00:00 +0000 start         | 2026-01-01T00:00:00Z",
                "2026-07-01 00:00:00,123 start           | 2026-06-30T22:00:00.123Z",
                "2026-01-01 00:00:00.123456789           | 2025-12-31T23:00:00.123456789Z",
                "[2026-01-01T00:00:00Z] start            | 2026-01-01T00:00:00Z",
                "2026-01-01T23:59:60Z leap               | 2026-01-01T23:59:59Z",
                "Jan  1 00:00:00 host sshd[1]: x         | 2025-12-31T23:00:00Z",
                "<34>Mar 10 13:00:00 host x              | 2026-03-10T12:00:00Z",
                "Mar 11 01:00:00 a clock a bit fast      | 2026-03-11T00:00:00Z",
                "Dec 31 00:00:00 last year               | 2025-12-30T23:00:00Z",
                "Feb 29 00:00:00 of a leap year          | 2024-02-28T23:00:00Z",
                "1767225600 start                        | 2026-01-01T00:00:00Z",
                "1767225600.5 start                      | 2026-01-01T00:00:00.500Z",
                "1767225600250 start                     | 2026-01-01T00:00:00.250Z",
                "[1767225600] start                      | 2026-01-01T00:00:00Z"
            })
    void readsTheFormsThatProgramsUse(String line, Instant expected) {
        assertThat(times.of(line)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "    at java.base/java.lang.Thread.run",
                "2026-13-01T00:00:00Z",
                "2026-02-30 00:00:00",
                "2026-01-01",
                "Foo  1 00:00:00 x",
                "Jan 32 00:00:00 x",
                "12345 bytes",
                "17672256001234567 no time",
                "1767225600-abc",
                "at 2026-01-01T00:00:00Z"
            })
    void anythingElseHasNoTime(String line) {
        assertThat(times.of(line)).isEmpty();
    }

    @Test
    void aLongLineIsNotSearched() {
        assertThat(times.of(" ".repeat(1_000_000) + "2026-01-01T00:00:00Z")).isEmpty();
    }
}
