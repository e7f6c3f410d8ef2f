package io.processmaster.dist.vm;

import io.processmaster.dist.Outcome;
import io.processmaster.dist.Requires;
import io.processmaster.dist.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Debian with systemd and a pure cgroup v2 for the tests of one class, each of which may use what those before it left.
 *
 * <p>As an extension that is registered in a static field it boots before the first test, with a fresh disk, and is turned
 * off after the last. Where no machine can run, the class is skipped with the reason.
 *
 * <p>The assembled tree and the scripts of {@code src/test/vm} are there under the same paths as on this host, read-only.
 * What the guest prints is in {@code target/vm/NAME/output.log} at once. Not for several threads.
 */
final class VirtualMachine implements BeforeAllCallback, AfterAllCallback {
    /** How long a script may take unless the test says otherwise; generous, since the host may be busy. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration LIFE = Duration.ofMinutes(60);
    private static final Duration END = Duration.ofMinutes(2);

    private final Path directory;
    private final List<Supplier<Path>> shared = new ArrayList<>();
    private Optional<Booted> booted = Optional.empty();

    private record Booted(Process machine, Conversation guest) {}

    private VirtualMachine(Path directory) {
        this.directory = directory;
    }

    /** One that does not run yet; each class needs another name. */
    static VirtualMachine named(String name) {
        return new VirtualMachine(Tree.root().resolveSibling("vm").resolve(name));
    }

    /** Also shares a directory, read-only, that is asked for whenever the machine is switched on. */
    VirtualMachine sharing(Supplier<Path> directory) {
        shared.add(directory);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Requires.virtualMachine();
        removeDisk();
        Files.createDirectories(directory);
        Files.deleteIfExists(transcript());
        Files.deleteIfExists(console());
        switchOn();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (booted.isPresent()) {
            cutPower();
        }
        removeDisk();
    }

    /** Runs a script of bash as root, in the directory of the assembled tree. */
    Outcome run(String script) {
        return run(script, LIMIT);
    }

    /** Runs a script of bash as root; it is ended after {@code limit}, with exit code 124. */
    Outcome run(String script, Duration limit) {
        try {
            return running().guest().ask(script, limit);
        } catch (IOException e) {
            throw new AssertionError("lost the machine: see " + directory, e);
        }
    }

    /** Runs {@code guest/NAME.sh} with arguments, which the shell of the guest parses. */
    Outcome script(String name, String... arguments) {
        return run(
                "bash " + Tree.machines().resolve("guest").resolve(name + ".sh") + " " + String.join(" ", arguments));
    }

    /** Shuts down in good order, as a person would, and boots again from the same disk. */
    void reboot() {
        try {
            var unused = running().guest().tell("systemctl reboot --no-block", LIMIT);
        } catch (IOException e) {
            throw new AssertionError("lost the machine: see " + directory, e);
        }
        awaitEnd();
        switchOn();
    }

    /** Turns the power off at once: what the guest had not yet written to its disk is lost. */
    void cutPower() {
        // The script passes it on to the machine as SIGKILL. By the handle: Process would close the streams as well.
        running().machine().toHandle().destroy();
        awaitEnd();
    }

    /** Boots again from the same disk, after a power cut. */
    void switchOn() {
        try {
            Process machine = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(console().toFile()))
                    .start();
            Conversation guest = new Conversation(machine, transcript());
            booted = Optional.of(new Booted(machine, guest));
            guest.awaitReady();
        } catch (IOException e) {
            throw new AssertionError("cannot boot: see " + directory, e);
        }
    }

    private List<String> command() {
        Path scripts = Tree.machines();
        List<String> command = new ArrayList<>(List.of(
                scripts.resolve("vm").toString(),
                "run",
                "-i",
                "-t",
                Long.toString(LIFE.toSeconds()),
                "-d",
                disk().toString(),
                "-s",
                Tree.root().toString(),
                "-s",
                scripts.toString()));
        shared.forEach(directory -> command.addAll(List.of("-s", directory.get().toString())));
        command.addAll(List.of("--", "bash", scripts.resolve("guest/agent").toString()));
        return command;
    }

    private Booted running() {
        return booted.orElseThrow(() -> new AssertionError("the machine is off"));
    }

    private void awaitEnd() {
        Process machine = running().machine();
        try {
            running().guest().readToTheEnd();
            if (!machine.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the machine does not end: see " + directory);
            }
            booted = Optional.empty();
        } catch (IOException e) {
            throw new AssertionError("cannot see the machine end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the machine ends", e);
        }
    }

    private Path transcript() {
        return directory.resolve("output.log");
    }

    private Path console() {
        return directory.resolve("console.log");
    }

    private Path disk() {
        return directory.resolve("disk");
    }

    private void removeDisk() throws IOException {
        if (!Files.exists(disk())) {
            return;
        }
        try (Stream<Path> all = Files.walk(disk())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
