package io.processmaster.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where one scenario happens: home, pipe and daemon, cleaned up in any case, Ctrl-C included. */
final class Site implements AutoCloseable {
    private final Path tree;
    private final Thread onExit = new Thread(this::cleanUp, "clean-up");
    private final Set<Process> helpers = new HashSet<>();
    private Home home;
    private Pulse pulse;
    private Daemon daemon;
    private boolean clean;

    private Site(Path tree) {
        this.tree = tree;
    }

    static Site open(Path tree) throws IOException, InterruptedException {
        return open(tree, "");
    }

    /** With further keys in the configuration of the daemon. */
    static Site open(Path tree, String moreConfig) throws IOException, InterruptedException {
        Site site = new Site(tree);
        try {
            // Before there is anything to clean up, since Java refuses it once it is ending.
            Runtime.getRuntime().addShutdownHook(site.onExit);
            site.setUp(moreConfig);
            return site;
        } catch (IllegalStateException e) {
            throw new IOException("interrupted", e);
        } catch (IOException | InterruptedException e) {
            site.close();
            throw e;
        }
    }

    private synchronized void setUp(String moreConfig) throws IOException, InterruptedException {
        checkOpen();
        home = Home.create(moreConfig);
        pulse = Pulse.open(home.pipe());
    }

    private void checkOpen() throws IOException {
        if (clean) {
            throw new IOException("interrupted");
        }
    }

    synchronized Home home() {
        return home;
    }

    Path tree() {
        return tree;
    }

    synchronized Pulse pulse() {
        return pulse;
    }

    String sleeper() {
        return Pulse.sleeper(home().pipe());
    }

    /** Starts the daemon, also again after {@link #stopDaemon}. */
    synchronized Daemon startDaemon() throws IOException {
        checkOpen();
        daemon = Daemon.start(tree, home);
        return daemon;
    }

    /** Starts a program that ends with the site at the latest; its output goes to that of the home. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        checkOpen();
        Process process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.output().toFile()))
                .start();
        helpers.removeIf(helper -> !helper.isAlive());
        helpers.add(process);
        return process;
    }

    /** As it is run within a cgroup of that name, below the one of the home: what it leaves behind goes with the site. */
    synchronized List<String> within(String group, List<String> command) throws IOException {
        checkOpen();
        Path members = Files.createDirectories(home.cgroup().resolve(group)).resolve("cgroup.procs");
        List<String> entering =
                new ArrayList<>(List.of("/bin/sh", "-c", "echo 0 >\"$0\" && exec \"$@\"", members.toString()));
        entering.addAll(command);
        return entering;
    }

    synchronized void stopDaemon() throws IOException, InterruptedException {
        if (daemon != null) {
            Daemon ending = daemon;
            daemon = null;
            ending.stop();
        }
    }

    private synchronized void cleanUp() {
        if (clean) {
            return;
        }
        clean = true;
        attempt(this::stopDaemon);
        attempt(this::endHelpers);
        if (pulse != null) {
            attempt(pulse::close);
        }
        if (home != null) {
            attempt(home::close);
        }
    }

    /** They may be on their way into the cgroup, and nothing may enter it while it is removed. */
    private void endHelpers() throws InterruptedException {
        helpers.forEach(Process::destroyForcibly);
        for (Process helper : helpers) {
            helper.waitFor();
        }
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            System.err.println("bench: cleaning up: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Java is ending already, and the hook finds that nothing is left to do.
        }
    }
}
