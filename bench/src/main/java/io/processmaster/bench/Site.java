package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Where one scenario happens: home, pipe and daemon, cleaned up in any case, Ctrl-C included. */
final class Site implements AutoCloseable {
    private final Path tree;
    private final Home home;
    private final Pulse pulse;
    private final Thread onExit = new Thread(this::cleanUp, "clean-up");
    private Daemon daemon;
    private boolean clean;

    private Site(Path tree, Home home, Pulse pulse) {
        this.tree = tree;
        this.home = home;
        this.pulse = pulse;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    static Site open(Path tree) throws IOException, InterruptedException {
        return open(tree, "");
    }

    /** With further keys in the configuration of the daemon. */
    static Site open(Path tree, String moreConfig) throws IOException, InterruptedException {
        Home home = Home.create(moreConfig);
        try {
            return new Site(tree, home, Pulse.open(home.pipe()));
        } catch (IOException | InterruptedException e) {
            home.close();
            throw e;
        }
    }

    Home home() {
        return home;
    }

    Path tree() {
        return tree;
    }

    Pulse pulse() {
        return pulse;
    }

    String sleeper() {
        return Pulse.sleeper(home.pipe());
    }

    /** Starts the daemon, also again after {@link #stopDaemon}. */
    synchronized Daemon startDaemon() throws IOException {
        if (clean) {
            throw new IOException("interrupted");
        }
        daemon = Daemon.start(tree, home);
        return daemon;
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
        attempt(pulse::close);
        attempt(home::close);
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
