package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.web.access.Sessions;
import io.processmaster.daemon.web.http.Visitor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions end on time, by as few alarms as can be. */
final class SessionEndsTest {
    private static final Visitor ANN = new Visitor("ann", Role.ADMIN, "192.0.2.1");

    private long now;
    private final Sessions sessions = new Sessions(new SecureRandom(), () -> now);
    private final Deque<Ring> alarms = new ArrayDeque<>();
    private final SessionEnds ends =
            new SessionEnds(sessions, (time, work) -> alarms.add(new Ring(now + time.toNanos(), work)));
    private final List<String> ended = new ArrayList<>();

    private record Ring(long due, Runnable work) {}

    private String open(String name) {
        String id = sessions.open(ANN);
        sessions.whenEnded(id, () -> ended.add(name));
        ends.watch();
        return id;
    }

    /** Lets the time pass until the one alarm rings, and returns what the time is then. */
    private Duration ring() {
        assertThat(alarms).hasSize(1);
        Ring ring = alarms.remove();
        now = ring.due();
        ring.work().run();
        return Duration.ofNanos(now);
    }

    @Test
    void nothingIsAwaitedWhereNothingIsOpen() {
        ends.watch();
        assertThat(alarms).isEmpty();
    }

    @Test
    void whatASessionHoldsOpenEndsWithItAndOneAlarmServesAll() {
        open("first");
        now += Duration.ofHours(1).toNanos();
        open("second");

        assertThat(ring()).isEqualTo(Sessions.LONGEST_IDLE.plusNanos(1));
        assertThat(ended).containsExactly("first");
        assertThat(ring()).isEqualTo(Sessions.LONGEST_IDLE.plusHours(1).plusNanos(1));
        assertThat(ended).containsExactly("first", "second");
        assertThat(alarms).as("nobody is left").isEmpty();
    }

    @Test
    void aSessionThatWasUsedGetsItsTime() {
        String id = open("used");
        now += Duration.ofHours(5).toNanos();
        assertThat(sessions.find(id)).isPresent();

        assertThat(ring()).isEqualTo(Sessions.LONGEST_IDLE.plusNanos(1));
        assertThat(ended).isEmpty();
        assertThat(ring()).isEqualTo(Sessions.LONGEST_IDLE.plusHours(5).plusNanos(1));
        assertThat(ended).containsExactly("used");
    }

    @Test
    void aSessionThatHoldsNothingNeedsNoAlarm() {
        String id = open("gone");
        sessions.end(id);
        sessions.open(ANN);

        ring();

        assertThat(alarms).isEmpty();
        open("next");
        assertThat(alarms).hasSize(1);
    }
}
