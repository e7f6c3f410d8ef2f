package io.processmaster.daemon.adapter.systemd;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads what systemd says of its watchdog in {@code WATCHDOG_USEC} and {@code WATCHDOG_PID}. */
final class Watchdog {
    private Watchdog() {}

    /**
     * The interval; empty when there is none, or when it is meant for another process.
     *
     * @param usec {@code WATCHDOG_USEC}
     * @param pid {@code WATCHDOG_PID}; missing means everybody
     * @param ownPid number of this process
     */
    static Optional<Duration> interval(Optional<String> usec, Optional<String> pid, long ownPid) {
        if (pid.isPresent() && number(pid.get()) != ownPid) {
            return Optional.empty();
        }
        long micros = usec.map(Watchdog::number).orElse(0L);
        return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
