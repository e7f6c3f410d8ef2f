package io.processmaster.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The master cgroup of one daemon under test, seen from outside the daemon.
 *
 * @param path its directory, whether or not it exists
 */
public record CgroupUnderTest(Path path) {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** Where cgroup2 is mounted, if it is. */
    public static Optional<Path> mount() {
        try {
            return Files.readAllLines(MOUNTS).stream()
                    .filter(line -> line.contains(" - cgroup2 "))
                    .map(line -> Path.of(line.split(" ", -1)[4]))
                    .findFirst();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + MOUNTS, e);
        }
    }

    /** The one of that name directly below the mount. */
    public static CgroupUnderTest named(String name) {
        return new CgroupUnderTest(mount().orElseThrow().resolve(name));
    }

    /** The cgroup of one app. */
    public CgroupUnderTest app(String name) {
        return new CgroupUnderTest(path.resolve(name));
    }

    /** Whether its directory is there. */
    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** The processes in it and below it, ascending. */
    public List<Integer> pids() {
        return directories().stream()
                .flatMap(directory -> pidsIn(directory).stream())
                .sorted()
                .toList();
    }

    /** Kills everything in it and below it, waits until that is gone, and removes it. */
    public void clear() {
        if (!exists()) {
            return;
        }
        try {
            Files.writeString(path.resolve("cgroup.kill"), "1");
            Await.until(path + " is empty", () -> pids().isEmpty());
            for (Path directory : directories()) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot clear " + path, e);
        }
    }

    /** Itself and all below it, the deepest first. */
    private List<Path> directories() {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Path::getNameCount).reversed())
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // Another process removes directories while we walk: look again at what is left.
            return exists() ? directories() : List.of();
        }
    }

    private static List<Integer> pidsIn(Path directory) {
        try {
            return Files.readAllLines(directory.resolve("cgroup.procs")).stream()
                    .map(Integer::valueOf)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            // ENODEV: it was removed between opening and reading.
            return List.of();
        }
    }
}
