package io.processmaster.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser that this host has, and the driver that comes with it.
 *
 * @param binary the browser
 * @param driver the program that drives it; of the same version, since both are installed together
 */
record Chromium(Path binary, Path driver) {
    private static final List<String> BINARIES = List.of("chromium", "chromium-browser");
    private static final List<String> DRIVERS = List.of("chromedriver");
    private static final List<Path> DIRECTORIES = Stream.of(
                    "/usr/bin", "/usr/local/bin", "/usr/lib64/chromium-browser", "/usr/lib/chromium")
            .map(Path::of)
            .toList();

    /** The one where packages of distributions put it; nothing is ever downloaded. */
    static Optional<Chromium> installed() {
        return first(BINARIES).flatMap(binary -> first(DRIVERS).map(driver -> new Chromium(binary, driver)));
    }

    private static Optional<Path> first(List<String> names) {
        return names.stream()
                .flatMap(name -> DIRECTORIES.stream().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
