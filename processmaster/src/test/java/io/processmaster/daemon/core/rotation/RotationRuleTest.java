package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.units.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationRuleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "SIZE,0,11:00,false,false",
        "SIZE,100,11:00,false,false",
        "SIZE,101,11:00,false,true",
        "SIZE,100,11:00,true,false",
        "TIME,0,11:00,true,false",
        "TIME,1,11:00,true,true",
        "TIME,101,11:00,false,false",
        "TIME,1,00:00,false,false"
    })
    void whenALogIsDue(RotationSpec.Mode mode, long size, String modified, boolean boundary, boolean due) {
        Instant written = Instant.parse("2026-11-20T" + modified + ":00Z");
        assertThat(RotationRule.isDue(rule(mode), size, written, boundary, NOON, UTC))
                .isEqualTo(due);
    }

    @Test
    void aBoundaryThatNobodySawIsMadeUpFor() {
        Instant yesterday = Instant.parse("2026-11-19T23:59:59Z");
        assertThat(RotationRule.isDue(rule(RotationSpec.Mode.TIME), 1, yesterday, false, NOON, UTC))
                .isTrue();
        assertThat(RotationRule.isDue(rule(RotationSpec.Mode.SIZE), 1, yesterday, false, NOON, UTC))
                .isFalse();
    }

    @Test
    void onlyRotationByTimeDeletesByAge() {
        Instant old = NOON.minus(Duration.ofDays(1)).minusMillis(1);
        assertThat(RotationRule.isExpired(rule(RotationSpec.Mode.TIME), old, NOON))
                .isTrue();
        assertThat(RotationRule.isExpired(rule(RotationSpec.Mode.TIME), old.plusMillis(1), NOON))
                .isFalse();
        assertThat(RotationRule.isExpired(rule(RotationSpec.Mode.SIZE), old, NOON))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "8,60", "1000000,60"})
    void thePauseGrows(int failures, long minutes) {
        assertThat(RotationRule.pauseAfter(failures)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "TRUNCATED,10,20,KEEP",
        "KEPT,10,0,DISCARD",
        "TRUNCATED,10,-1,KEEP",
        ",10,0,KEEP",
        ",10,9,KEEP",
        ",10,10,COMPARE",
        ",10,11,COMPARE",
        ",10,-1,KEEP",
        "TRUNCATED,0,0,DISCARD",
        ",0,0,DISCARD"
    })
    void whatBecomesOfAnUnfinishedCopy(Recovery.Mark mark, long copy, long log, Recovery recovery) {
        OptionalLong size = log < 0 ? OptionalLong.empty() : OptionalLong.of(log);
        assertThat(Recovery.of(Optional.ofNullable(mark), copy, size)).isEqualTo(recovery);
    }

    private static RotationSpec rule(RotationSpec.Mode mode) {
        return new RotationSpec(mode, new DataSize(100), 3, RotationSpec.Frequency.DAILY, Duration.ofDays(1), true);
    }
}
