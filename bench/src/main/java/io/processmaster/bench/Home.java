package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory and a cgroup of one daemon's own, which go with it. */
final class Home implements AutoCloseable {
    private final Path path;
    private final Path cgroup;
    private boolean closed;

    private Home(Path path, Path cgroup) {
        this.path = path;
        this.cgroup = cgroup;
    }

    static Home create() throws IOException {
        return create("");
    }

    /** With further keys in the configuration of the daemon. */
    static Home create(String moreConfig) throws IOException {
        Path path = Files.createTempDirectory("pm-bench-");
        Home home = new Home(path, cgroupRoot().resolve(path.getFileName()));
        Files.createDirectory(home.definitions());
        Files.writeString(
                home.config(),
                """
                cgroup: {name: %s}
                unix_socket: {path: %s}
                global: {config_directory: %s, state_directory: %s}
                %s
                """
                        .formatted(path.getFileName(), home.socket(), home.definitions(), home.state(), moreConfig));
        return home;
    }

    /**
     * Defines apps {@code app-0} and on, each with a working directory of its own.
     *
     * @param from the first number
     * @param to the first number that is not defined any more
     */
    synchronized void define(int from, int to, boolean enabled, String script) throws IOException {
        checkOpen();
        for (int i = from; i < to; i++) {
            Path work = Files.createDirectory(path.resolve("app-" + i));
            Files.writeString(
                    definitions().resolve("app-" + i + ".yaml"),
                    """
                    process:
                      working_directory: %s
                      start_command: [/bin/sh, -c, "%s"]
                    restart_policy:
                      restart_backoff_ms: 0
                      tolerance: {max_restarts: 500, duration: 1m}
                    global: {enabled: %s}
                    """
                            .formatted(work, script, enabled));
        }
    }

    /** Defines the app {@code flood}, whose log is rotated at {@code size}, or defines it anew; returns its directory. */
    synchronized Path defineRotated(String script, String size) throws IOException {
        checkOpen();
        Path work = Files.createDirectories(path.resolve("flood"));
        Files.writeString(
                definitions().resolve("flood.yaml"),
                """
                process:
                  working_directory: %s
                  start_command: [/bin/sh, -c, "%s"]
                logs: {rotation_size: %s, rotation_backups: 1000, compression_enabled: false}
                """
                        .formatted(work, script, size));
        return work;
    }

    /** Defines an app of which everything but the working directory is given: keys of {@code process}, then others. */
    synchronized void define(String app, String processKeys, String moreYaml) throws IOException {
        checkOpen();
        Path work = Files.createDirectories(path.resolve(app));
        Files.writeString(
                definitions().resolve(app + ".yaml"),
                "process:\n  working_directory: " + work + "\n" + processKeys.indent(2) + moreYaml);
    }

    /** A directory for something else that goes with this one. */
    synchronized Path directory(String name) throws IOException {
        checkOpen();
        return Files.createDirectory(path.resolve(name));
    }

    /** The working directory of an app. */
    Path work(String app) {
        return path.resolve(app);
    }

    /** Everything that is started for this home is in it or below it; it may not exist yet. */
    Path cgroup() {
        return cgroup;
    }

    Path config() {
        return path.resolve("config.yaml");
    }

    Path socket() {
        return path.resolve("socket");
    }

    Path pipe() {
        return path.resolve("pulse");
    }

    Path output() {
        return path.resolve("output");
    }

    Path state() {
        return path.resolve("state");
    }

    private Path definitions() {
        return path.resolve("config.d");
    }

    /** Kills what is left in the cgroup and removes it with the directory; nothing can be defined afterwards. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (Files.exists(cgroup)) {
            Files.writeString(cgroup.resolve("cgroup.kill"), "1");
            Pause.until("the cgroup " + cgroup + " is empty", () -> Files.readString(cgroup.resolve("cgroup.events"))
                    .contains("populated 0"));
            removeCgroups();
        }
        for (Path file : deepestFirst(path)) {
            Files.delete(file);
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
    }

    /** The files in them are the kernel's and go with them. */
    private void removeCgroups() throws IOException {
        for (Path directory : deepestFirst(cgroup)) {
            if (Files.isDirectory(directory)) {
                Files.delete(directory);
            }
        }
    }

    private static List<Path> deepestFirst(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Path cgroupRoot() throws IOException {
        return Files.readString(Path.of("/proc/self/mountinfo"))
                .lines()
                .filter(line -> line.contains(" - cgroup2 "))
                .map(line -> Path.of(line.split(" ", -1)[4]))
                .findFirst()
                .orElseThrow(() -> new IOException("no cgroup2 is mounted on this host"));
    }
}
