package io.processmaster.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the host; a test that cannot run is skipped with the reason, which the build counts and prints. */
public final class Requires {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private Requires() {}

    /** Root, cgroup2 and the assembled tree: everything that a daemon under test needs. */
    static void daemon() {
        root();
        cgroup2();
        tree();
    }

    /** The test runs as root. */
    public static void root() {
        Assumptions.assumeTrue(isRoot(), "not root");
    }

    /** A cgroup2 file system is mounted. */
    static void cgroup2() {
        Assumptions.assumeTrue(CgroupUnderTest.mount().isPresent(), "no cgroup2 mounted");
    }

    /** The runnable tree is there; it is when Maven runs the tests. */
    public static void tree() {
        Assumptions.assumeTrue(Files.isExecutable(Tree.pmctl()), "no runnable tree at " + Tree.root());
    }

    /** The build made the client a native program as well. */
    static void nativeForm() {
        tree();
        Assumptions.assumeTrue(isElf(Tree.pmctlOfUsers()), "pmctl was not built as a native program");
    }

    private static boolean isElf(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + program, e);
        }
    }

    /** The host has a browser that can be driven. */
    static Chromium browser() {
        Optional<Chromium> found = Chromium.installed();
        Assumptions.assumeTrue(found.isPresent(), "no chromium with chromedriver");
        return found.orElseThrow();
    }

    /** A virtual machine boots here: its image is there or can be made, and the host lets it run. */
    public static void virtualMachine() {
        root();
        tree();
        Optional<String> obstacle = MachineCheck.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no virtual machine: " + obstacle.orElseThrow());
    }

    /** This host may do what {@code dist/src/build/make-archives} needs. */
    static void packagedClassArchives() {
        String attempt = "mount -t overlay -o lowerdir=/usr/bin:/usr/lib none /usr/lib && chrt --fifo 1 true";
        boolean may = Commands.run(Tree.root(), List.of("unshare", "--mount", "sh", "-c", attempt))
                        .exit()
                == 0;
        Assumptions.assumeTrue(may, "no mount namespaces or no real-time scheduling here");
    }

    /** The host has that command. */
    static void command(String name) {
        boolean found = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        Assumptions.assumeTrue(found, "no " + name);
    }

    /** That file is a program. */
    static void executable(Path file) {
        Assumptions.assumeTrue(Files.isExecutable(file), "no " + file.getFileName());
    }

    /** Whether the cgroup2 file system has that controller; not a requirement, for tests that can deal with both. */
    static boolean hasController(String name) throws IOException {
        Path controllers = CgroupUnderTest.mount().orElseThrow().resolve("cgroup.controllers");
        return List.of(Files.readString(controllers).strip().split(" ", -1)).contains(name);
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new AssertionError("cannot tell who runs the test", e);
        }
    }
}
