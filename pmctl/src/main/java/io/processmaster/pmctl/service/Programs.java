package io.processmaster.pmctl.service;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs other programs, one after the other. */
final class Programs {
    private Programs() {}

    /**
     * What one printed and how it ended.
     *
     * @param exit exit code
     * @param output both outputs, without blank space around them
     */
    record Ended(int exit, String output) {}

    /** Runs it to its end; programs of systemd have limits of their own. */
    static Ended run(List<String> command) throws Refusal {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new Refusal("running " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("running " + command.get(0) + ": interrupted", e);
        }
    }

    /** Runs it; refuses to go on when it fails. */
    static void expect(List<String> command) throws Refusal {
        Ended ended = run(command);
        if (ended.exit() != 0) {
            throw new Refusal(String.join(" ", command) + ": exit code " + ended.exit()
                    + (ended.output().isEmpty() ? "" : ": " + ended.output()));
        }
    }
}
