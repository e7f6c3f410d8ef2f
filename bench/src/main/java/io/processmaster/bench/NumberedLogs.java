package io.processmaster.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log whose rotated files have numbers behind their names, the oldest the greatest. */
final class NumberedLogs {
    private NumberedLogs() {}

    /** The files that exist, the one that is written to last. */
    static List<Path> oldestFirst(Path log) {
        List<Path> files = new ArrayList<>();
        if (Files.exists(log)) {
            files.add(log);
        }
        for (int number = 1; Files.exists(numbered(log, number)); number++) {
            files.add(0, numbered(log, number));
        }
        return files;
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
