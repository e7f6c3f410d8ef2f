package io.processmaster.pmctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.pmctl.onjava.JavaHost;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTest {
    private static final Instant FROM = Instant.parse("1975-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2037-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "America/St_Johns",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Chatham"
            })
    void agreesWithJavaAroundEveryChange(String name) {
        ZoneId id = ZoneId.of(name);
        Zone zone = JavaHost.zone(id);
        check(id, zone, LocalDateTime.ofInstant(FROM, ZoneOffset.UTC));
        ZoneOffsetTransition change = id.getRules().nextTransition(FROM);
        while (change != null && change.getInstant().isBefore(TO)) {
            for (int minutes = -180; minutes <= 180; minutes += 15) {
                check(id, zone, change.getDateTimeBefore().plusMinutes(minutes));
            }
            change = id.getRules().nextTransition(change.getInstant());
        }
    }

    private static void check(ZoneId id, Zone zone, LocalDateTime clock) {
        long second = clock.atZone(id).toEpochSecond();
        assertThat(zone.whenClocksShow(clock)).as("%s in %s", clock, id).isEqualTo(second);
        assertThat(zone.clockAt(second * 1000 + 999))
                .isEqualTo(LocalDateTime.ofInstant(Instant.ofEpochSecond(second), id));
    }

    @Test
    void momentsBefore1970CountBackwards() {
        assertThat(Zone.UTC.clockAt(-1)).isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59));
    }
}
