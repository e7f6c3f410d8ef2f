package io.processmaster.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Which programs this host has. */
final class Programs {
    private Programs() {}

    /** Whether a program of that name is in the PATH. */
    static boolean isInstalled(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }
}
