package io.processmaster.dist.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was planned, done and answered, in files that outlive the run: {@code plan.txt} and {@code log.txt}.
 *
 * @param directory where they are
 */
record ChaosLog(Path directory) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /** Begins both files, with the whole plan. */
    static ChaosLog begin(Path directory, Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + plan.seed() + ", " + plan.rounds() + " rounds");
        for (int round = 0; round < plan.rounds(); round++) {
            lines.add("round " + round + (plan.isCalm(round) ? ", the daemon lives through it" : ""));
            plan.round(round).forEach(step -> lines.add(step.line()));
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("plan.txt"), lines);
            Files.writeString(directory.resolve("log.txt"), "");
        } catch (IOException e) {
            throw new AssertionError("cannot write " + directory, e);
        }
        return new ChaosLog(directory);
    }

    /** Adds a line with the time of day, in UTC; for any thread. */
    synchronized void add(String who, String what) {
        String time = LocalTime.now(ZoneOffset.UTC).format(CLOCK);
        try {
            Files.writeString(
                    directory.resolve("log.txt"),
                    String.format(Locale.ROOT, "%s %-9s %s%n", time, who, what.replace('\n', ' ')),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError("cannot write the log of the chaos run", e);
        }
    }
}
