package io.processmaster.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether virtual machines run here; makes their image when it is missing, which takes minutes, and asks only once. */
final class MachineCheck {
    private static final long LIMIT_MINUTES = 20;
    private static final String PREFIX = "vm: ";

    private MachineCheck() {}

    private static final class Answer {
        static final Optional<String> OBSTACLE = ask();
    }

    /** Why no machine runs here, if none does. */
    static Optional<String> obstacle() {
        return Answer.OBSTACLE;
    }

    private static Optional<String> ask() {
        try {
            Path said = Files.createTempFile("vm-check", ".txt");
            Process check = new ProcessBuilder(Tree.machines().resolve("vm").toString(), "check")
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = check.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                check.destroy();
                check.waitFor();
            }
            List<String> lines = Files.readAllLines(said);
            Files.delete(said);
            if (!ended) {
                return Optional.of("no image within " + LIMIT_MINUTES + " minutes");
            }
            return check.exitValue() == 0 ? Optional.empty() : Optional.of(reason(lines));
        } catch (IOException e) {
            throw new AssertionError("cannot check for virtual machines", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while checking for virtual machines", e);
        }
    }

    private static String reason(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(PREFIX.length()))
                .orElse("no reason given");
    }
}
