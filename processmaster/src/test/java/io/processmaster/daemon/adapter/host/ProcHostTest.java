package io.processmaster.daemon.adapter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.daemon.port.HostFigures.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcHostTest {
    @TempDir
    Path proc;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel"));
        put("sys/kernel/hostname", "web1\n");
        put("sys/kernel/osrelease", "6.1.0\n");
        put("stat", "cpu  10 20 30 400 50 6 7 8 1000 1000\ncpu0 1 1\ncpu1 1 1\nintr 5\n");
        put("meminfo", "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 600 kB\nSwapTotal: 20 kB\nSwapFree: 15 kB\n");
        put("loadavg", "0.50 1.25 2.00 1/91 5549\n");
        put("uptime", "3600.25 100.00\n");
    }

    private void put(String file, String text) throws IOException {
        Files.writeString(proc.resolve(file), text);
    }

    @Test
    void whatTheKernelWritesIsTakenApart() throws IOException {
        assertThat(new ProcHost(proc).read())
                .isEqualTo(new Reading(
                        "web1",
                        "6.1.0",
                        2,
                        81,
                        531,
                        1_024_000,
                        614_400,
                        20_480,
                        15_360,
                        List.of(0.5, 1.25, 2.0),
                        3_600_250));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        put("meminfo", "MemTotal: 1000 kB\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ProcHost(proc).read())
                .withMessageContaining("meminfo: it has no line MemAvailable:");
        write();
        put("loadavg", "nothing\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ProcHost(proc).read())
                .withMessageContaining("loadavg: it does not say a number");
    }

    @Test
    void thisHostCanBeRead() throws IOException {
        Reading reading = new ProcHost().read();
        assertThat(reading.cpus()).isPositive();
        assertThat(reading.busyTicks()).isBetween(1L, reading.allTicks());
        assertThat(reading.memoryFreeBytes()).isBetween(1L, reading.memoryBytes());
        assertThat(reading.uptimeMs()).isPositive();
    }
}
