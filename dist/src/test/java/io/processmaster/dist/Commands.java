package io.processmaster.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, standard input closed, output collected. */
public final class Commands {
    private Commands() {}

    /**
     * Runs it; fails when it takes longer than {@link Await#LIMIT}.
     *
     * @param scratch directory for the output while it runs
     */
    public static Outcome run(Path scratch, List<String> command) {
        try {
            Path stdout = Files.createTempFile(scratch, "stdout", ".txt");
            Path stderr = Files.createTempFile(scratch, "stderr", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile())
                    .start();
            boolean ended = process.waitFor(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Outcome outcome = new Outcome(
                    String.join(" ", command), process.exitValue(), Files.readString(stdout), Files.readString(stderr));
            Files.delete(stdout);
            Files.delete(stderr);
            if (!ended) {
                throw new AssertionError("still running after " + Await.LIMIT.toSeconds() + " s\n" + outcome);
            }
            return outcome;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}
