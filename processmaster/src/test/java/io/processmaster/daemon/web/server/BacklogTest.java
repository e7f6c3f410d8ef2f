package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(100);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void noMoreThanTheLimitWaitsButForASingleOne() {
        assertThat(backlog.enter(500)).isTrue();
        assertThat(backlog.enter(1)).isFalse();
        backlog.leave(500);
        assertThat(backlog.enter(60)).isTrue();
        assertThat(backlog.enter(40)).isTrue();
        assertThat(backlog.enter(1)).isFalse();
    }

    @Test
    void whoWasRefusedHearsOfRoomOnceThereIsMuch() {
        assertThat(backlog.enter(60)).isTrue();
        backlog.force(50);
        backlog.whenRoom(calls::incrementAndGet);
        backlog.leave(50);
        assertThat(calls).hasValue(0);
        backlog.leave(20);
        assertThat(calls).hasValue(1);
        backlog.leave(40);
        assertThat(calls).hasValue(1);
        backlog.whenRoom(calls::incrementAndGet);
        assertThat(calls).hasValue(2);
    }
}
