package io.processmaster.daemon.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which Java takes classes ready-made instead of from the jars, as {@code libexec/make-archive} makes it.
 *
 * <p>The launcher names it. Java decides whether it fits, and says nothing if not: an archive that is used is mapped into memory.
 */
record ClassArchive(Optional<Path> file, Path mappings) {
    private static final String WITH_CONSOLE = "console-";
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    /** The archive of this process, if its launcher named one. */
    static ClassArchive ofThisProcess() {
        return new ClassArchive(
                Optional.ofNullable(System.getProperty("processmaster.archive")).map(Path::of),
                Path.of("/proc/self/maps"));
    }

    /** Whether it is the one that has the classes of the console, too. */
    boolean hasConsole() {
        return file.filter(archive -> archive.getFileName().toString().startsWith(WITH_CONSOLE))
                .isPresent();
    }

    /** Whether Java uses it; tells in the log of one that does not fit. */
    boolean inUse() {
        if (file.isEmpty()) {
            return false;
        }
        String name = " " + file.get();
        try (Stream<String> lines = Files.lines(mappings)) {
            // Another one in its place changes nothing for this process.
            if (lines.anyMatch(line -> line.endsWith(name) || line.endsWith(name + " (deleted)"))) {
                return true;
            }
            LOG.warn(
                    "the class archive {} does not fit this Java and these jars: the daemon takes more memory (run libexec/make-archive)",
                    file.get());
        } catch (IOException e) {
            LOG.warn("reading {}: {}", mappings, e.toString());
        }
        return false;
    }
}
