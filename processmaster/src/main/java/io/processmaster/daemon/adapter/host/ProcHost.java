package io.processmaster.daemon.adapter.host;

import io.processmaster.daemon.port.HostFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a few files of {@code /proc}. */
public final class ProcHost implements HostFigures {
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;
    // After these come the two times of guests, which the first ones contain already.
    private static final int TIMES = 8;
    private static final long KIB = 1024;

    private final Path proc;

    /** Of this host. */
    public ProcHost() {
        this(Path.of("/proc"));
    }

    /** Of a host whose {@code /proc} is there. */
    ProcHost(Path proc) {
        this.proc = proc;
    }

    @Override
    public Reading read() throws IOException {
        String stat = text("stat");
        long all = 0;
        long idle = 0;
        String[] times = words(line(stat, "cpu ", "stat").substring("cpu".length()));
        for (int i = 0; i < Math.min(TIMES, times.length); i++) {
            long ticks = number(times[i], "stat");
            all += ticks;
            idle += i == IDLE || i == WAITING_FOR_DISKS ? ticks : 0;
        }
        int cpus =
                (int) stat.lines().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        String memory = text("meminfo");
        return new Reading(
                text("sys/kernel/hostname").strip(),
                text("sys/kernel/osrelease").strip(),
                cpus,
                all - idle,
                all,
                bytes(memory, "MemTotal:"),
                bytes(memory, "MemAvailable:"),
                bytes(memory, "SwapTotal:"),
                bytes(memory, "SwapFree:"),
                load(),
                Math.round(decimal(words(text("uptime"))[0], "uptime") * 1_000));
    }

    private List<Double> load() throws IOException {
        String[] words = words(text("loadavg"));
        List<Double> load = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            load.add(decimal(i < words.length ? words[i] : "", "loadavg"));
        }
        return load;
    }

    private long bytes(String memory, String field) throws IOException {
        String[] words = words(line(memory, field, "meminfo").substring(field.length()));
        return number(words[0], "meminfo") * KIB;
    }

    private String text(String file) throws IOException {
        return new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.UTF_8);
    }

    private String line(String text, String beginning, String file) throws IOException {
        return text.lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> unreadable(file, "it has no line " + beginning));
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+", -1);
    }

    private long number(String word, String file) throws IOException {
        if (!word.matches("[0-9]{1,18}")) {
            throw unreadable(file, "it does not say a number where one has to be");
        }
        return Long.parseLong(word);
    }

    private double decimal(String word, String file) throws IOException {
        if (!word.matches("[0-9]{1,15}(\\.[0-9]{1,6})?")) {
            throw unreadable(file, "it does not say a number where one has to be");
        }
        return Double.parseDouble(word);
    }

    private IOException unreadable(String file, String why) {
        return new IOException("read " + proc.resolve(file) + ": " + why);
    }
}
