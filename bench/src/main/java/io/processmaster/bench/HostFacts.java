package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What somebody who compares results has to know of the host; never its name. */
final class HostFacts {
    private HostFacts() {}

    static String describe() throws IOException {
        return DateTimeFormatter.ISO_INSTANT.format(
                        ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS))
                + ": " + Runtime.getRuntime().availableProcessors() + " cores (" + processor() + "), "
                + memory() + " memory, Linux "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version") + ", load before the start " + load();
    }

    /** The load averages of 1, 5 and 15 minutes. */
    static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
        return words[0] + " " + words[1] + " " + words[2];
    }

    private static String processor() throws IOException {
        return field(Path.of("/proc/cpuinfo"), "model name");
    }

    private static String memory() throws IOException {
        String kib = field(Path.of("/proc/meminfo"), "MemTotal").replace(" kB", "");
        return Long.parseLong(kib) / 1024 + " MiB";
    }

    private static String field(Path file, String name) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
