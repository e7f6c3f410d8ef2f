package io.processmaster.daemon.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Moment BASE = new Moment(Instant.EPOCH, Long.MAX_VALUE - 5);

    @Test
    void measuringFollowsTheMonotonicClockWhateverTheWallClockShows() {
        Moment later = new Moment(BASE.wall().minusSeconds(3_600), BASE.nanos() + 3);
        assertThat(later.since(BASE)).isEqualTo(Duration.ofNanos(3));
        assertThat(later.reached(BASE)).isTrue();
        assertThat(BASE.reached(later)).isFalse();
    }

    @Test
    void aMomentHasReachedItself() {
        assertThat(BASE.reached(BASE)).isTrue();
    }

    @Test
    void timeSinceTheFutureIsZero() {
        assertThat(BASE.since(BASE.plus(Duration.ofNanos(4)))).isZero();
    }

    @Test
    void bothClocksMoveTogether() {
        Moment start = new Moment(Instant.ofEpochMilli(1_000), 7);
        Moment later = start.plus(Duration.ofMillis(250));
        assertThat(later.epochMillis()).isEqualTo(1_250);
        assertThat(later.nanos()).isEqualTo(250_000_007);
    }

    @Test
    void theEndOfTheCounterIsNoEnd() {
        Moment beyond = new Moment(BASE.wall(), BASE.nanos() + 10);
        assertThat(beyond.nanos()).isNegative();
        assertThat(beyond.reached(BASE)).isTrue();
        assertThat(beyond.since(BASE)).isEqualTo(Duration.ofNanos(10));
    }
}
