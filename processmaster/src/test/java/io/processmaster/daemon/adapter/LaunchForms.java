package io.processmaster.daemon.adapter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The two ways in which the daemon launches. */
public final class LaunchForms {
    /** Through a chain of shells. */
    public static final Optional<String> SHELL = Optional.empty();

    private LaunchForms() {}

    /** Through pm-launch; skips the test where the build could not make it. */
    public static Optional<String> program() {
        Optional<String> program = best();
        Assumptions.assumeTrue(program.isPresent(), "needs pm-launch, which is made where musl-gcc is installed");
        return program;
    }

    /** Through pm-launch, or else through shells. */
    public static Optional<String> best() {
        return Optional.ofNullable(System.getProperty("pm.launch")).filter(path -> Files.isExecutable(Path.of(path)));
    }
}
