package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.schedule.JobTimes;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.RestartSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that make an app a job; what is wrong with them is told in the broken files. */
final class JobReaderTest {
    private static final String HEAD = "process:\n  working_directory: /\n  start_command: [a]\n";

    @TempDir
    private Path directory;

    @Test
    void aServiceHasNoTimes() throws IOException {
        assertThat(examine("").value().orElseThrow().job()).isEmpty();
    }

    @Test
    void aScheduleAloneMakesAJob() throws IOException {
        assertThat(job("schedule: \"*/5 * * * *\""))
                .isEqualTo(new JobSpec(
                        "*/5 * * * *",
                        ZoneId.systemDefault(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        JobSpec.MissedRuns.SKIP));
        assertThat(examine("  schedule: \"@daily\"\n").value().orElseThrow().restart())
                .isEqualTo(RestartSpec.DEFAULT);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        assertThat(job(
                        "schedule: 30 4 * * MON-FRI",
                        "time_zone: Asia/Kolkata",
                        "not_before: 2026-01-31",
                        "not_after: \"2026-12-31 12:30:15\"",
                        "max_time_per_run: 1h30m",
                        "missed_runs: once"))
                .isEqualTo(new JobSpec(
                        "30 4 * * MON-FRI",
                        ZoneId.of("Asia/Kolkata"),
                        Optional.of(LocalDateTime.of(2026, 1, 31, 0, 0)),
                        Optional.of(LocalDateTime.of(2026, 12, 31, 12, 30, 15)),
                        Optional.of(Duration.ofMinutes(90)),
                        JobSpec.MissedRuns.ONCE));
    }

    @Test
    void aDateAloneIsTheWholeDay() throws IOException {
        JobSpec job = job("schedule: \"59 59 23 * * *\"", "not_before: 2026-03-01", "not_after: 2026-03-02");
        assertThat(job.notBefore()).contains(LocalDateTime.of(2026, 3, 1, 0, 0));
        assertThat(job.notAfter()).contains(LocalDateTime.of(2026, 3, 2, 23, 59, 59));
        assertThat(JobTimes.upcoming(JobTimes.of(job), Instant.MIN, 10)).hasSize(2);
    }

    @Test
    void oneDayAndOneMomentAreBounds() throws IOException {
        assertThat(job("schedule: \"@daily\"", "not_before: 2026-03-01", "not_after: 2026-03-01")
                        .notAfter())
                .isPresent();
        assertThat(job(
                                "schedule: \"0 6 * * *\"",
                                "not_before: \"2026-03-01 06:00:00\"",
                                "not_after: \"2026-03-01 06:00:00\"")
                        .notBefore())
                .isPresent();
    }

    @Test
    void aJobMayBeOver() throws IOException {
        JobSpec job = job("schedule: \"@hourly\"", "time_zone: UTC", "not_after: 2001-12-31");
        assertThat(JobTimes.of(job).next(Instant.parse("2002-01-01T00:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"never,", "30s,PT30S", "10m,PT10M", "1d,P1D"})
    void aRunMayBeLimited(String text, Duration limit) throws IOException {
        assertThat(job("schedule: \"@daily\"", "max_time_per_run: " + text).maxTimePerRun())
                .isEqualTo(Optional.ofNullable(limit));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,UTC",
        "Etc/GMT+12,Etc/GMT+12",
        "+05:30,+05:30",
        "America/Argentina/Buenos_Aires,America/Argentina/Buenos_Aires"
    })
    void zonesAreNamesOrOffsets(String text, String zone) throws IOException {
        assertThat(job("schedule: \"@daily\"", "time_zone: \"" + text + "\"").zone())
                .isEqualTo(ZoneId.of(zone));
        assertThat(ZoneId.of("+05:30")).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berln,did you mean Europe/Berlin?",
        "europe/berlin,did you mean Europe/Berlin?",
        "New York,did you mean America/New_York?",
        "kolkata,did you mean Asia/Kolkata?",
        "utc,did you mean UTC?",
        "Middle Earth,write a name such as Europe/Berlin",
        "+2,write a name such as",
        "+19:00,write a name such as"
    })
    void anUnknownZoneIsToldWithTheNearest(String text, String hint) throws IOException {
        Result<?> result = examine("  schedule: \"@daily\"\n  time_zone: \"" + text + "\"\n");
        assertThat(told(result)).contains("unknown time zone \"" + text + "\" (" + hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-1-1",
                "26-01-01",
                "+2026-01-01",
                "2026-01-01 1:00:00",
                "2026-01-01 00:00",
                "2026-01-01 23:59:60",
                "2026-01-01  00:00:00",
                "2026-01-01T00:00:00"
            })
    void whatIsNoDateIsNoBound(String text) throws IOException {
        for (String key : List.of("not_before", "not_after")) {
            assertThat(told(examine("  schedule: \"@daily\"\n  " + key + ": \"" + text + "\"\n")))
                    .startsWith("process." + key + ": must be a date of the calendar such as")
                    .endsWith("not \"" + text + "\"");
        }
    }

    @Test
    void aLeapDayIsADate() throws IOException {
        assertThat(job("schedule: \"@daily\"", "not_before: 2028-02-29").notBefore())
                .contains(LocalDateTime.of(2028, 2, 29, 0, 0));
    }

    private JobSpec job(String... lines) throws IOException {
        Result<AppSpec> result = examine("  " + String.join("\n  ", lines) + "\n");
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow().job().orElseThrow();
    }

    private static String told(Result<?> result) {
        assertThat(result.problems()).hasSize(1);
        return result.problems().get(0).message();
    }

    private Result<AppSpec> examine(String lines) throws IOException {
        return AppReader.read(Files.writeString(directory.resolve("job.yaml"), HEAD + lines));
    }
}
