package io.processmaster.pmctl.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tree that this program lies in: {@code bin}, {@code lib} and their neighbours.
 *
 * @param root its top, absolute
 */
public record InstalledTree(Path root) {
    private static final int ROOT = 0;
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._+-]+)+");

    /** The one that the jar of this class is in. */
    public static InstalledTree ofThisProgram() throws Refusal {
        try {
            Path jar = Path.of(InstalledTree.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new InstalledTree(jar.toRealPath().resolve("../..").normalize());
        } catch (URISyntaxException | IOException e) {
            throw new Refusal("finding the place of this program: " + e.getMessage(), e);
        }
    }

    /** Refuses a tree that a unit of root must not run: an odd path, or others may change it. */
    void check() throws Refusal {
        if (!Files.isRegularFile(unitTemplate())) {
            throw new Refusal(root + " is no tree of processmaster: it has no systemd/processmaster.service");
        }
        if (!PLAIN.matcher(root.toString()).matches()) {
            throw new Refusal("the path \"" + root
                    + "\" has more than letters, digits and . _ + - (move the tree, such as to /opt/processmaster)");
        }
        for (Path path = launcher();
                !path.equals(root.getRoot());
                path = path.resolveSibling("").normalize()) {
            checkOwner(path);
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                checkOwner(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("looking through " + root + ": " + e.getMessage(), e);
        }
    }

    private void checkOwner(Path path) throws Refusal {
        try {
            Map<String, Object> facts =
                    Files.readAttributes(path, "unix:uid,permissions,mode", LinkOption.NOFOLLOW_LINKS);
            Set<?> permissions = (Set<?>) facts.get("permissions");
            boolean sticky = ((Integer) facts.get("mode") & 01000) != 0;
            // A link has all permissions, and whoever may replace it may change its directory.
            boolean open = !Files.isSymbolicLink(path)
                    && (permissions.contains(PosixFilePermission.GROUP_WRITE)
                            || permissions.contains(PosixFilePermission.OTHERS_WRITE));
            if (!facts.get("uid").equals(ROOT) || (open && !sticky)) {
                throw new Refusal("others than root may change " + path
                        + ", and what is there would run as root (chown -R root:root " + root + ", chmod -R go-w "
                        + root
                        + ", or move the tree to /opt)");
            }
        } catch (IOException e) {
            throw new Refusal("looking who owns " + path + ": " + e.getMessage(), e);
        }
    }

    /** The unit as it is for a tree in {@code /opt/processmaster}. */
    Path unitTemplate() {
        return root.resolve("systemd/processmaster.service");
    }

    /** The configuration to begin with. */
    Path configTemplate() {
        return root.resolve("etc/config.yaml");
    }

    /** What starts the daemon. */
    Path launcher() {
        return root.resolve("bin/processmaster");
    }

    /** What makes the programs start faster. */
    Path archiveMaker() {
        return root.resolve("libexec/make-archive");
    }
}
