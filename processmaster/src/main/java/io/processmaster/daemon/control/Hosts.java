package io.processmaster.daemon.control;

import io.processmaster.common.api.SystemReport;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.HostFigures;
import io.processmaster.daemon.port.HostFigures.Reading;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells of the host; the processor's share is that between one look and the next, whoever looked. */
final class Hosts {
    // The kernel counts in hundredths of a second: two looks closer than this say little.
    private static final Duration LEAST = Duration.ofMillis(200);

    private record Look(Moment at, long busy, long all, OptionalDouble percent) {}

    private final HostFigures figures;
    private final TimeSource time;
    private Optional<Look> last = Optional.empty();

    Hosts(HostFigures figures, TimeSource time) {
        this.figures = figures;
        this.time = time;
    }

    SystemReport report() throws Refused {
        try {
            Reading reading = figures.read();
            Moment now = time.now();
            return new SystemReport(
                    reading.hostname(),
                    reading.kernel(),
                    reading.cpus(),
                    percent(reading, now),
                    space(reading.memoryBytes(), reading.memoryFreeBytes()),
                    space(reading.swapBytes(), reading.swapFreeBytes()),
                    reading.load(),
                    reading.uptimeMs(),
                    now.epochMillis());
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot measure the host: " + e.getMessage());
        }
    }

    private static SystemReport.Space space(long total, long free) {
        return new SystemReport.Space(total, Math.max(0, total - free));
    }

    /** The first look counts from the boot of the host. */
    private synchronized OptionalDouble percent(Reading reading, Moment now) {
        if (last.isPresent() && now.since(last.get().at()).compareTo(LEAST) < 0) {
            return last.get().percent();
        }
        long busy = reading.busyTicks() - last.map(Look::busy).orElse(0L);
        long all = reading.allTicks() - last.map(Look::all).orElse(0L);
        // The time that a processor waits for disks may run backwards, says the kernel.
        OptionalDouble percent = all <= 0
                ? last.map(Look::percent).orElse(OptionalDouble.empty())
                : OptionalDouble.of(Math.min(100, Math.max(0, 100.0 * busy / all)));
        last = Optional.of(new Look(now, reading.busyTicks(), reading.allTicks(), percent));
        return percent;
    }
}
