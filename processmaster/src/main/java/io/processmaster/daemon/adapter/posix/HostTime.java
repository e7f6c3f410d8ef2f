package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The host's clocks; {@link System#nanoTime} is CLOCK_MONOTONIC on Linux, so that it outlives the JVM. */
public final class HostTime implements TimeSource {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String bootId;

    private HostTime(String bootId) {
        this.bootId = bootId;
    }

    /** Reads which boot this is. */
    public static HostTime open() throws IOException {
        return new HostTime(Files.readString(BOOT_ID).strip());
    }

    @Override
    public Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }

    @Override
    public String bootId() {
        return bootId;
    }
}
