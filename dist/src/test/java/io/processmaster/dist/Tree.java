package io.processmaster.dist;

import java.nio.file.Path;

/** Where the assembled program and its sources are. */
public final class Tree {
    private Tree() {}

    /** The runnable tree, {@code dist/target/processmaster}. */
    public static Path root() {
        return Path.of(System.getProperty("pm.tree", "target/processmaster"))
                .toAbsolutePath()
                .normalize();
    }

    /** The top of the source tree. */
    public static Path source() {
        return Path.of(System.getProperty("pm.source", "..")).toAbsolutePath().normalize();
    }

    /** The launcher of the daemon. */
    public static Path processmaster() {
        return root().resolve("bin/processmaster");
    }

    /** The client that the tests use: {@code bin/pmctl}, unless the build was told otherwise. */
    public static Path pmctl() {
        return root().resolve(System.getProperty("pm.pmctl", "bin/pmctl"));
    }

    /** The client on Java. */
    public static Path pmctlOnJava() {
        return root().resolve("libexec/pmctl-java");
    }

    /** The client as people call it, a native program if the build could make one. */
    public static Path pmctlOfUsers() {
        return root().resolve("bin/pmctl");
    }

    /** What runs virtual machines: its script, and what is shared with the guests. */
    public static Path machines() {
        return source().resolve("dist/src/test/vm");
    }
}
