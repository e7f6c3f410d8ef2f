package io.processmaster.dist.chaos;

import io.processmaster.dist.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks through all processes of the host for those of the fleet.
 *
 * @param mark what the variable {@link AppProgram#MARK} is set to in each of them
 * @param cgroup the master cgroup as {@code /proc/PID/cgroup} has it
 */
record Orphans(String mark, String cgroup) {
    /** Each process of the fleet is in the cgroup of an app. */
    void none() {
        Map<Long, String> outside = new TreeMap<>();
        Await.until(
                "no process of the fleet is outside of its cgroup",
                Await.LIMIT,
                () -> {
                    outside.clear();
                    outside.putAll(fleet());
                    outside.values().removeIf(path -> path.startsWith("/" + cgroup + "/"));
                    return outside.isEmpty();
                },
                outside::toString);
    }

    /** Nothing of the fleet is left anywhere. */
    void nobody() {
        Map<Long, String> left = new TreeMap<>();
        Await.until(
                "no process of the fleet is left",
                Await.LIMIT,
                () -> {
                    left.clear();
                    left.putAll(fleet());
                    return left.isEmpty();
                },
                left::toString);
    }

    private Map<Long, String> fleet() throws IOException {
        Map<Long, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                if (read(process.resolve("environ")).contains(AppProgram.MARK + "=" + mark)) {
                    found.put(Long.valueOf(process.getFileName().toString()), cgroupOf(process));
                }
            }
        }
        found.values().removeIf(String::isEmpty);
        return found;
    }

    /** Its path in the unified hierarchy; empty when it is gone. */
    private static String cgroupOf(Path process) {
        return read(process.resolve("cgroup"))
                .lines()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::".length()))
                .findFirst()
                .orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It ended meanwhile.
            return "";
        }
    }
}
