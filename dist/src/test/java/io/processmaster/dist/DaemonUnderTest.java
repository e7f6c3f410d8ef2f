package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A daemon of its own for one test, started by the real launcher, with home, cgroup, socket and state of its own.
 *
 * <p>{@link #close} stops it and fails the test when a process or a cgroup is left; what is left is killed first.
 */
public final class DaemonUnderTest implements AutoCloseable {
    private final DaemonHome home = DaemonHome.create();
    private final List<Process> daemons = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    // A daemon that was killed, or was told to leave its apps, rightly leaves processes behind.
    private boolean leavesApps;
    private Optional<File> workingDirectory = Optional.empty();
    private List<String> wrapper = List.of();

    private DaemonUnderTest() {}

    /** Makes its home; nothing runs yet. Skips the test where no daemon can run. */
    public static DaemonUnderTest prepare() {
        Requires.daemon();
        return new DaemonUnderTest();
    }

    /** Its directory, where apps are defined. */
    public DaemonHome home() {
        return home;
    }

    /** The quick way to talk to it. */
    public Remote remote() {
        return new Remote(home.socket());
    }

    /** Its master cgroup. */
    public CgroupUnderTest cgroup() {
        return home.cgroup();
    }

    /** Gives it a variable more when it is started. */
    public DaemonUnderTest environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Gives it a working directory of its own, instead of that of the tests. */
    public DaemonUnderTest workIn(Path directory) {
        workingDirectory = Optional.of(directory.toFile());
        return this;
    }

    /** Has it started by a command that takes something from it, such as a capability, and then executes it. */
    DaemonUnderTest under(String... command) {
        wrapper = List.of(command);
        return this;
    }

    /** Starts it, also again after it ended, and returns once it answers. */
    public DaemonUnderTest start() {
        Process daemon = launch();
        Await.until("the daemon answers", Await.LIMIT, () -> answers(daemon), home::output);
        pmctl("status").expect(0);
        return this;
    }

    /** Starts it without waiting for anything; it may be about to refuse. */
    public Process launch() {
        leavesApps = home.leavesApps();
        try {
            List<String> command = new ArrayList<>(wrapper);
            command.addAll(List.of(
                    Tree.processmaster().toString(), "-c", home.writeConfig().toString()));
            ProcessBuilder launcher = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
            launcher.environment().putAll(environment);
            workingDirectory.ifPresent(launcher::directory);
            Process daemon = launcher.start();
            daemons.add(daemon);
            return daemon;
        } catch (IOException e) {
            throw new AssertionError("cannot start " + Tree.processmaster(), e);
        }
    }

    private boolean answers(Process daemon) throws IOException {
        if (!daemon.isAlive()) {
            throw new AssertionError("the daemon ended with " + daemon.exitValue() + "\n" + home.output());
        }
        if (!Files.exists(home.socket())) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(home.socket()));
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Runs pmctl against it. */
    public Outcome pmctl(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Tree.pmctl().toString(), "-s", home.socket().toString()));
        command.addAll(List.of(arguments));
        return Commands.run(home.path(), command);
    }

    /** The app as {@code pmctl status --format json} shows it. */
    public JsonObject status(String app) {
        JsonObject reply = pmctl("status", app, "--format", "json").expect(0).json();
        for (JsonValue value : reply.array("apps").values()) {
            if (value instanceof JsonObject object && object.text("application").equals(app)) {
                return object;
            }
        }
        throw new AssertionError("status says nothing of " + app + ": " + reply.compact());
    }

    /** Returns once the app is in that phase. */
    public void awaitPhase(String app, String phase) {
        Await.until(
                app + " is " + phase,
                Await.LIMIT,
                () -> status(app).text("phase").equals(phase),
                () -> status(app).compact() + "\n" + home.output());
    }

    /** Returns once the app has written to its standard output, as a script does that has set its traps. */
    public void awaitOutput(String app) {
        Path stdout = home.directory(app).resolve("logs/stdout.log");
        Await.until(app + " says something", () -> Files.exists(stdout) && Files.size(stdout) > 0);
    }

    /** Returns once the app runs with another main process than the former one. */
    public void awaitReplacement(String app, long former) {
        Await.until(
                app + " runs anew",
                Await.LIMIT,
                () -> {
                    // One answer for both: between two of them the app may lose its process.
                    JsonObject status = status(app);
                    return status.text("phase").equals("RUNNING") && status.integer("main_pid") != former;
                },
                () -> status(app).compact() + "\n" + home.output());
    }

    /** Ends it as a crash would; its apps go on. */
    public void killHard() {
        leavesApps = true;
        waitForEnd(daemon().destroyForcibly());
    }

    /** Ends it in good order and returns its exit code. */
    public int terminate() {
        daemon().destroy();
        return waitForEnd(daemon());
    }

    /** Its exit code, once something that was done to it has ended it. */
    int awaitEnd() {
        return waitForEnd(daemon());
    }

    /** Sends it any signal, such as {@code HUP}. */
    public void signal(String name) {
        String pid = Long.toString(daemon().pid());
        Commands.run(home.path(), List.of("kill", "-s", name, pid)).expect(0);
    }

    /** The process that was started last. */
    public Process daemon() {
        return daemons.get(daemons.size() - 1);
    }

    @Override
    public void close() {
        try {
            daemons.forEach(Process::destroy);
            daemons.forEach(this::waitForEnd);
            failOnLeftovers();
        } finally {
            cgroup().clear();
            home.remove();
        }
    }

    private void failOnLeftovers() {
        List<Integer> left = cgroup().pids();
        if (!leavesApps && (!left.isEmpty() || cgroup().exists())) {
            throw new AssertionError(
                    "left behind: cgroup " + cgroup().path() + ", processes " + left + "\n" + home.output());
        }
    }

    private int waitForEnd(Process daemon) {
        try {
            if (!daemon.waitFor(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                daemon.destroyForcibly().waitFor();
                throw new AssertionError("the daemon did not end when told to\n" + home.output());
            }
            return daemon.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the daemon ends", e);
        }
    }
}
