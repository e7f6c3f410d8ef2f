package io.processmaster.daemon.boot;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native half of jffi as a file of the tree.
 *
 * <p>From its jar jffi would copy it into the directory of temporary files at each start, from which some hosts let nothing run.
 */
final class NativeLibrary {
    private static final String PLACE = "jffi.boot.library.path";

    private NativeLibrary() {}

    /** Lets jffi take it from the tree of this program, if it is there; to be called before any native call. */
    static void takeFromTheTree() {
        URI jar = URI.create(NativeLibrary.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        takeFrom(Path.of(jar).resolveSibling("native"));
    }

    static void takeFrom(Path directories) {
        Path directory = directories.resolve(architecture() + "-Linux");
        if (System.getProperty(PLACE) == null && Files.isDirectory(directory)) {
            System.setProperty(PLACE, directory.toString());
        }
    }

    private static String architecture() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }
}
