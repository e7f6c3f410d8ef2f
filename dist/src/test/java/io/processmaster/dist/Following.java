package io.processmaster.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pmctl that goes on until it is told to end, such as {@code pmctl logs -f}, with all that it has printed. */
final class Following implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Following(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it against that daemon. */
    static Following start(DaemonUnderTest daemon, String... arguments) {
        // A shell without job control ignores SIGINT for what it starts in the background, and that is inherited.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Tree.pmctl().toString(),
                "-s",
                daemon.home().socket().toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(daemon.home().path(), "following", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Following(process, output);
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        }
    }

    /** Everything that it printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + output, e);
        }
    }

    /** Returns once it has printed {@code text}. */
    void await(String text) {
        Await.until("pmctl prints " + text, Await.LIMIT, () -> output().contains(text), this::output);
    }

    /** Presses Ctrl-C and returns its exit code. */
    int interrupt() {
        Commands.run(output.getParent(), List.of("kill", "-s", "INT", Long.toString(process.pid())))
                .expect(0);
        return exit();
    }

    /** Waits until it ends and returns its exit code. */
    int exit() {
        try {
            if (!process.waitFor(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("pmctl goes on; it printed: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while pmctl ends", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exit();
    }
}
