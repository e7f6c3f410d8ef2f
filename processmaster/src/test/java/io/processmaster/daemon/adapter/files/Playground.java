package io.processmaster.daemon.adapter.files;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A temporary tree for tests: a working directory that belongs to an unprivileged user, and a decoy of root beside it. */
public final class Playground implements AutoCloseable {
    /** Owns the working directory. */
    public static final Identity WEB = new Identity(65534, 65534, List.of(), "web", "/", "/bin/sh");

    /** Owns nothing here. */
    public static final Identity STRANGER = new Identity(12345, 12345, List.of(), "stranger", "/", "/bin/sh");

    private final Path top;

    /** Makes the tree, or skips the test when not run by root. */
    public Playground() throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root can make files of other users");
        top = Files.createTempDirectory("pm-files-");
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(home());
        give(home(), WEB);
        Files.createDirectories(decoy().resolve("inner"));
        Files.writeString(decoy().resolve("secret"), "of root\n");
        Files.setPosixFilePermissions(decoy().resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(decoy().resolve("inner/stdout.log"), "of root too\n");
    }

    /** The directory that holds everything; root's. */
    public Path top() {
        return top;
    }

    /** The working directory. */
    public Path home() {
        return top.resolve("home");
    }

    /** What must never change. */
    public Path decoy() {
        return top.resolve("decoy");
    }

    /** An app of {@link #WEB} with default log paths. */
    public AppSpec app() {
        return app("./logs/stdout.log", "./logs/stderr.log", List.of());
    }

    /** An app of {@link #WEB}. */
    public AppSpec app(String stdout, String stderr, List<String> hints) {
        LogSpec logs = new LogSpec(
                stdout,
                stderr,
                "./logs/stop_command_stdout.log",
                "./logs/stop_command_stderr.log",
                hints,
                RotationSpec.DEFAULT);
        return new AppSpec(
                new AppName("shop"),
                top.resolve("shop.yaml").toString(),
                true,
                process(List.of(), false),
                new StopSpec(List.of(), Signal.TERM, Duration.ofSeconds(5)),
                logs,
                ResourceSpec.UNLIMITED,
                RestartSpec.DEFAULT,
                Optional.empty(),
                List.of());
    }

    /** What an app of {@link #WEB} runs, with these variables. */
    public ProcessSpec process(List<EnvironmentEntry> environment, boolean inherit) {
        return new ProcessSpec(
                home().toString(),
                List.of("./run.sh"),
                Optional.of("web"),
                Optional.empty(),
                environment,
                inherit,
                new FileMode(022),
                0,
                Map.of(),
                0,
                false);
    }

    /** Changes the owner of a file, not of what a link leads to. */
    public static void give(Path path, Identity user) throws IOException {
        Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes a file of that user. */
    public static Path write(Path path, String text, Identity user) throws IOException {
        Files.writeString(path, text);
        give(path, user);
        return path;
    }

    /** Runs a command of the host and waits for its success. */
    public static void run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(List.of(command) + ": " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** Everything that can be told of a tree without reading it; equal only when nothing in it was touched. */
    public static String snapshot(Path tree) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted().toList()) {
                Map<String, Object> facts = Files.readAttributes(
                        path, "unix:mode,uid,gid,nlink,size,ctime,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS);
                all.append(path).append(' ').append(new TreeMap<>(facts)).append('\n');
            }
        }
        return all.toString();
    }

    /** Removes everything; a child of an attacker may still be at work for a moment. */
    @Override
    public void close() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                remove();
                return;
            } catch (IOException | UncheckedIOException stillBusy) {
                if (System.nanoTime() > end) {
                    throw stillBusy;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
