package io.processmaster.daemon.adapter.posix;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.time.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HostTimeTest {
    @Test
    void theMonotonicClockIsTheKernelsAndSoOutlivesTheJvm() throws Exception {
        Moment now = HostTime.open().now();
        // Uptime counts suspended time too, the monotonic clock does not.
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
        assertThat(now.nanos() / 1e9).isPositive().isLessThan(uptime + 1);
    }

    @Test
    void timeDoesNotRunBackwards() throws Exception {
        HostTime time = HostTime.open();
        Moment first = time.now();
        assertThat(time.now().since(first)).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(time.bootId()).matches("[0-9a-f-]{36}");
    }
}
