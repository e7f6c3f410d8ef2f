package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No test sets the host's clock; what is tested is what the kernel was asked for, and that its news arrives. */
class ClockSetTimerTest {
    @Test
    void theKernelWasAskedToCallItOffWhenTheClockIsSet() throws IOException {
        try (ClockSetTimer timer = ClockSetTimer.open()) {
            String facts = Files.readString(Path.of("/proc/self/fdinfo/" + timer.fd()));
            assertThat(facts).contains("clockid: 0").contains("settime flags: 03");
            assertThat(timer.wasSet()).isFalse();
        }
    }

    @Test
    void newsArriveThroughAnEpollOnceAndItWaitsForTheNext() throws IOException {
        try (ClockSetTimer timer = ClockSetTimer.open();
                Epoll epoll = Epoll.open()) {
            epoll.add(timer.fd(), 7);
            assertThat(epoll.await(0)).isEmpty();
            timer.arm(1); // a second of 1970: over, whatever the clock shows
            assertThat(epoll.await(10_000)).extracting(Epoll.Ready::token).containsExactly(7L);
            assertThat(timer.wasSet()).isTrue();
            assertThat(timer.wasSet()).isFalse();
            assertThat(epoll.await(0)).isEmpty();
        }
    }
}
