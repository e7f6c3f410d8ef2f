package io.processmaster.pmctl.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where things of systemd and of the daemon are on a host.
 *
 * @param root the directory that is {@code /}
 * @param systemctl the program that talks to systemd
 */
public record Host(Path root, String systemctl) {
    private static final String UNIT = "processmaster.service";
    private static final List<String> UNITS_OF_PACKAGES = List.of("lib/systemd/system", "usr/lib/systemd/system");

    /** The one that this program runs on. */
    public static Host ofThisProcess() {
        return new Host(Path.of("/"), "systemctl");
    }

    /** The file that an administrator's unit has. */
    Path unit() {
        return root.resolve("etc/systemd/system").resolve(UNIT);
    }

    /** The unit that a package brought, if one did. */
    Optional<Path> unitOfPackage() {
        for (String directory : UNITS_OF_PACKAGES) {
            Path unit = root.resolve(directory).resolve(UNIT);
            if (Files.exists(unit)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** The configuration that the unit names. */
    Path config() {
        return root.resolve("etc/processmaster/config.yaml");
    }

    /** The definitions that the configuration names. */
    Path definitions() {
        return root.resolve("etc/processmaster/config.d");
    }

    /** Whether systemd is what runs this host, as it says itself. */
    boolean runsSystemd() {
        return Files.isDirectory(root.resolve("run/systemd/system"));
    }
}
