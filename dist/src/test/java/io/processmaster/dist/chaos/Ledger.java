package io.processmaster.dist.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the apps themselves wrote of their runs.
 *
 * @param begun each run's first act, in the order in which they wrote
 * @param doubled lines of runs that met another run of their app
 */
record Ledger(List<Begin> begun, List<String> doubled) {
    /** A run has begun. */
    record Begin(String app, long pid, long atMs) {}

    static Ledger read(Path file) {
        List<Begin> begun = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("begin")) {
                    begun.add(new Begin(words[1], Long.parseLong(words[2]), Long.parseLong(words[3])));
                } else {
                    doubled.add(line);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
        return new Ledger(begun, doubled);
    }

    /** The runs of one app. */
    List<Begin> of(String app) {
        return begun.stream().filter(begin -> begin.app().equals(app)).toList();
    }

    /** No run ever met another one of its app. */
    void noneDoubled() {
        if (!doubled.isEmpty()) {
            throw new Violation("two runs of an app at a time: " + doubled);
        }
    }
}
