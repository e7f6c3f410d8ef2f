package io.processmaster.daemon.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The files that came with the program for browsers. */
final class Resources {
    /** Where they are on the class path. */
    static final String ROOT = "/io/processmaster/daemon/web/";

    private Resources() {}

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("the program's own file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the program's own file " + name, e);
        }
    }

    /** The files below a directory, with paths relative to it, sorted. */
    static List<String> below(String directory) {
        URL place = Resources.class.getResource(ROOT + directory + "/index.html");
        if (place == null) {
            throw new IllegalStateException("the program's own directory " + directory + " is missing");
        }
        try {
            URI uri = place.toURI();
            if (!uri.getScheme().equals("jar")) {
                return listing(Path.of(uri).getParent());
            }
            return inJar(place, ROOT.substring(1) + directory + "/");
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("listing the program's own directory " + directory, e);
        }
    }

    // A file system of the jar would be another directory of it in memory.
    private static List<String> inJar(URL place, String directory) throws IOException {
        JarURLConnection connection = (JarURLConnection) place.openConnection();
        // Not the one that others may be reading from.
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(directory) && !name.endsWith("/"))
                    .map(name -> name.substring(directory.length()))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
