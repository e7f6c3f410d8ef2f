package io.processmaster.dist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The private directory of one daemon under test: configuration, definitions, state, socket, working directories. */
public final class DaemonHome {
    /** The user, and the number of the group, that owns nothing of the system. */
    public static final int NOBODY = 65_534;

    private final Path path;
    private final String cgroupName;
    private String onShutdown = "stop";
    private String socketKeys = "";
    private String cgroupKeys = "";
    private boolean restoreStopped = true;
    private String globalKeys = "";
    private String moreConfig = "";
    private String consoleKeys = "";
    private boolean consoleOn = true;
    private OptionalInt consolePort = OptionalInt.empty();

    private DaemonHome(Path path, String cgroupName) {
        this.path = path;
        this.cgroupName = cgroupName;
    }

    /** Makes one with a random name below {@code /tmp}, and thinks of a cgroup name of its own. */
    public static DaemonHome create() {
        try {
            Path path = Files.createTempDirectory(Path.of("/tmp"), "pm-it-");
            // Apps may run as other users and must get into their working directories.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(path.resolve("config.d"));
            int random = ThreadLocalRandom.current().nextInt();
            return new DaemonHome(path, String.format(Locale.ROOT, "pm-it-%08x", random));
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory below /tmp", e);
        }
    }

    /** What becomes of the apps when the daemon ends in good order: {@code stop} or {@code leave}. */
    public DaemonHome onShutdown(String value) {
        onShutdown = value;
        return this;
    }

    /** One more key of the socket, such as {@code mode: 0640}. */
    public DaemonHome configureSocket(String key) {
        socketKeys += "  " + key + "\n";
        return this;
    }

    /** One more key of the cgroup, such as {@code cpu_max: 1.5}. */
    public DaemonHome configureCgroup(String key) {
        cgroupKeys += "  " + key + "\n";
        return this;
    }

    /** Whether what a person stopped stays stopped over a restart of the daemon. */
    public DaemonHome restoreStopped(boolean value) {
        restoreStopped = value;
        return this;
    }

    /** One more key of the section {@code global}, such as {@code auto_service_directory: auto}. */
    public DaemonHome configureGlobal(String key) {
        globalKeys += "  " + key + "\n";
        return this;
    }

    /** Turns the web console on, at a loopback port that was free a moment ago, with further keys such as {@code allow_create: true}. */
    public DaemonHome configureConsole(String... keys) {
        if (consolePort.isEmpty()) {
            consolePort = OptionalInt.of(freePort());
        }
        for (String key : keys) {
            consoleKeys += key.indent(2);
        }
        return this;
    }

    /** Turns the console that was configured off or on again, for the next start. */
    public void switchConsole(boolean on) {
        consoleOn = on;
    }

    /** The port of the console that was turned on. */
    public int consolePort() {
        return consolePort.orElseThrow(() -> new AssertionError("the console was not turned on"));
    }

    /** A loopback port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
    }

    private String consoleSection() {
        return consolePort.isEmpty()
                ? ""
                : "web_console:\n  enabled: " + consoleOn + "\n  port: " + consolePort.getAsInt() + "\n" + consoleKeys;
    }

    /** More lines for the master configuration: whole top-level keys. */
    public DaemonHome configure(String yaml) {
        moreConfig += yaml + "\n";
        return this;
    }

    /** Writes or replaces the definition of an app. */
    public DaemonHome define(String app, String yaml) {
        write(definition(app), yaml);
        return this;
    }

    /** Removes the definition of an app. */
    public void undefine(String app) {
        try {
            Files.delete(definition(app));
        } catch (IOException e) {
            throw new AssertionError("cannot remove the definition of " + app, e);
        }
    }

    /** Writes the definition of an app that runs {@code script} by {@code sh -c} in a directory of its own. */
    public DaemonHome defineShell(String app, String script, String... moreYaml) {
        String quoted = "'" + script.replace("'", "''") + "'";
        String process =
                """
                process:
                  working_directory: %s
                  start_command: [/bin/sh, -c, %s]
                """
                        .formatted(directory(app), quoted);
        return define(app, process + String.join("\n", moreYaml) + "\n");
    }

    /** The definition of an app, whether or not it exists. */
    public Path definition(String app) {
        return path.resolve("config.d").resolve(app + ".yaml");
    }

    /** A directory to work in, made when it is missing. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve("work").resolve(name));
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory for " + name, e);
        }
    }

    /** A directory to work in that belongs to {@link #NOBODY}, made when it is missing. */
    public Path nobodysDirectory(String name) {
        Path directory = directory(name);
        giveToNobody(directory);
        return directory;
    }

    /** Makes {@link #NOBODY} the owner and group of a file; a link itself, not what it leads to. */
    public static void giveToNobody(Path file) {
        try {
            Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new AssertionError("cannot give away " + file, e);
        }
    }

    /** Writes the master configuration as it is now and returns its file. */
    public Path writeConfig() {
        Path file = path.resolve("config.yaml");
        write(
                file,
                """
                cgroup:
                  name: %s
                %sunix_socket:
                  path: %s
                %sglobal:
                  config_directory: config.d
                  state_directory: state
                  on_shutdown: %s
                  restore_stopped: %s
                %s%s%s"""
                        .formatted(
                                cgroupName,
                                cgroupKeys,
                                socket(),
                                socketKeys,
                                onShutdown,
                                restoreStopped,
                                globalKeys,
                                consoleSection(),
                                moreConfig));
        return file;
    }

    /** Whether apps outlive a daemon that ends in good order. */
    public boolean leavesApps() {
        return onShutdown.equals("leave");
    }

    /** The directory itself. */
    public Path path() {
        return path;
    }

    /** The daemon's socket. */
    public Path socket() {
        return path.resolve("pm.sock");
    }

    /** The daemon's master cgroup. */
    public CgroupUnderTest cgroup() {
        return CgroupUnderTest.named(cgroupName);
    }

    /** Where the daemon's own output goes. */
    public Path log() {
        return path.resolve("daemon.log");
    }

    /** Everything that the daemon printed so far. */
    public String output() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new AssertionError("cannot read " + log(), e);
        }
    }

    /** Removes it with all that is in it. */
    public void remove() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot remove " + path, e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError("cannot write " + file, e);
        }
    }
}
