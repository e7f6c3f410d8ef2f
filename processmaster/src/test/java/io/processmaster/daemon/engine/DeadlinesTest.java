package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.TimerId;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.engine.Deadlines.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final AppName A = new AppName("a");
    private static final AppName B = new AppName("b");

    private final Deadlines deadlines = new Deadlines();

    private static Moment at(long nanos) {
        return new Moment(Instant.EPOCH, nanos);
    }

    @Test
    void timersRunOutInTheOrderOfTheirTimes() {
        Random random = new Random(7);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long time = random.nextInt(1_000_000);
            times.add(time);
            deadlines.arm(new AppName("app-" + i), TimerId.STOP_GRACE, 1, at(time));
        }
        times.sort(null);
        assertThat(deadlines.next()).hasValue(times.get(0));
        assertThat(deadlines.due(at(1_000_000)).stream().map(Deadline::atNanos)).isEqualTo(times);
        assertThat(deadlines.next()).isEmpty();
    }

    @Test
    void aTimerRunsOutAtItsTimeAndNotBefore() {
        deadlines.arm(A, TimerId.STOP_GRACE, 3, at(100));
        assertThat(deadlines.due(at(99))).isEmpty();
        assertThat(deadlines.due(at(100))).containsExactly(new Deadline(A, TimerId.STOP_GRACE, 3, 100));
        assertThat(deadlines.due(at(100))).isEmpty();
    }

    @Test
    void armingAgainReplaces() {
        deadlines.arm(A, TimerId.STOP_GRACE, 3, at(100));
        deadlines.arm(A, TimerId.STOP_GRACE, 4, at(200));
        assertThat(deadlines.due(at(150))).isEmpty();
        assertThat(deadlines.due(at(200))).containsExactly(new Deadline(A, TimerId.STOP_GRACE, 4, 200));
    }

    @Test
    void cancellingTouchesNoOtherTimer() {
        deadlines.arm(A, TimerId.STOP_GRACE, 1, at(1));
        deadlines.arm(A, TimerId.KILL_CONFIRM, 1, at(2));
        deadlines.arm(B, TimerId.STOP_GRACE, 1, at(3));
        deadlines.cancel(A, TimerId.STOP_GRACE);
        deadlines.cancel(B, TimerId.RESTART_BACKOFF);
        assertThat(deadlines.next()).hasValue(2);
        deadlines.cancelAll(A);
        assertThat(deadlines.due(at(10))).containsExactly(new Deadline(B, TimerId.STOP_GRACE, 1, 3));
    }

    @Test
    void theOrderHoldsWhereTheCounterWrapsAround() {
        deadlines.arm(B, TimerId.STOP_GRACE, 1, at(Long.MIN_VALUE + 5));
        deadlines.arm(A, TimerId.STOP_GRACE, 1, at(Long.MAX_VALUE - 5));
        assertThat(deadlines.next()).hasValue(Long.MAX_VALUE - 5);
        assertThat(deadlines.due(at(Long.MAX_VALUE))).extracting(Deadline::app).containsExactly(A);
        assertThat(deadlines.due(at(Long.MIN_VALUE + 5)))
                .extracting(Deadline::app)
                .containsExactly(B);
    }
}
