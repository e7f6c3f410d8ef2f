package io.processmaster.daemon.boot;

import io.processmaster.common.build.BuildInfo;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of this program, loaded before they are needed.
 *
 * <p>Java reads a class from its jar when it is first used. A jar that somebody writes over, as an upgrade in place does,
 * would take away all that had not been used yet, such as how to stop. An archive that Java uses stays as it is in memory, whatever
 * is put in its place, and has them all, or all but those of the console.
 */
final class OwnClasses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnClasses.class);
    private static final String SUFFIX = ".class";
    private static final String CONSOLE = "io/processmaster/daemon/web/";
    // One of each jar.
    private static final List<Class<?>> SAMPLES = List.of(OwnClasses.class, BuildInfo.class);

    private OwnClasses() {}

    /**
     * Loads them all, but those of the console only where there is one, and none that the archive has. Takes a second, for a
     * thread in the background.
     */
    static void load(boolean console, ClassArchive archive) {
        boolean archived = archive.inUse();
        if (archived && (!console || archive.hasConsole())) {
            return;
        }
        Predicate<String> wanted =
                archived ? name -> name.startsWith(CONSOLE) : name -> console || !name.startsWith(CONSOLE);
        for (Class<?> sample : SAMPLES) {
            File place = new File(URI.create(
                    sample.getProtectionDomain().getCodeSource().getLocation().toString()));
            // Tests run from directories.
            if (place.isFile()) {
                load(place, wanted, sample.getClassLoader());
            }
        }
    }

    private static void load(File place, Predicate<String> wanted, ClassLoader loader) {
        try (JarFile jar = new JarFile(place)) {
            for (String name : jar.stream().map(JarEntry::getName).toList()) {
                if (name.startsWith("io/") && name.endsWith(SUFFIX) && wanted.test(name)) {
                    Class.forName(className(name), false, loader);
                }
            }
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            LOG.warn(
                    "loading the classes of {}: {} (do not write over the jars of a running daemon; restart it)",
                    place,
                    e.toString());
        }
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
    }
}
