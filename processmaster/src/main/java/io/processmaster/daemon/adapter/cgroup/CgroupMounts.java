package io.processmaster.daemon.adapter.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The mounts of this host, as far as cgroups are concerned.
 *
 * @param mounts all of them, in the kernel's order
 */
public record CgroupMounts(List<Mount> mounts) {
    private static final String CGROUP2 = "cgroup2";
    private static final List<Path> USUAL = List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"));
    private static final int MOUNT_POINT = 4;

    /**
     * One mount.
     *
     * @param point where it is
     * @param type its file system
     */
    public record Mount(Path point, String type) {}

    /** Copies the list. */
    public CgroupMounts {
        mounts = List.copyOf(mounts);
    }

    /** Those of this process. */
    public static CgroupMounts read() throws IOException {
        return read(Path.of("/proc/self/mountinfo"));
    }

    /** Those that {@code mountinfo} lists. */
    static CgroupMounts read(Path mountinfo) throws IOException {
        // The names of mounts are bytes; what is no text in them is of no interest here.
        return parse(new String(Files.readAllBytes(mountinfo), StandardCharsets.UTF_8));
    }

    /** Reads the text of {@code /proc/self/mountinfo}; lines that are none are left out. */
    public static CgroupMounts parse(String mountinfo) {
        List<Mount> mounts = new ArrayList<>();
        // At newlines only, which the kernel escapes in names, unlike other ends of lines.
        for (String line : mountinfo.split("\n", -1)) {
            int separator = line.indexOf(" - ");
            String[] fields = line.split(" ", -1);
            if (separator > 0 && fields.length > MOUNT_POINT) {
                String type = line.substring(separator + 3).split(" ", 2)[0];
                path(fields[MOUNT_POINT]).ifPresent(point -> mounts.add(new Mount(point, type)));
            }
        }
        return new CgroupMounts(mounts);
    }

    /** Where cgroup2 is mounted; the usual places first. */
    public Optional<Path> detected() {
        return mounts.stream()
                .map(Mount::point)
                .filter(point -> typeOf(point).equals(CGROUP2))
                .min(Comparator.comparingInt(point -> USUAL.contains(point) ? USUAL.indexOf(point) : USUAL.size()));
    }

    /**
     * The directory below which the master cgroup goes.
     *
     * @param configured what the configuration says, if anything
     * @throws IOException when that is not cgroup2, naming what is
     */
    public Path root(Optional<String> configured) throws IOException {
        if (configured.isEmpty()) {
            return detected()
                    .orElseThrow(() -> new IOException(
                            "cgroup.root: this host has no cgroup2 mount (start its kernel with cgroup v2)"));
        }
        Path root = Path.of(configured.get()).toAbsolutePath().normalize();
        String type = typeOf(root);
        if (type.equals(CGROUP2)) {
            return root;
        }
        String advice =
                detected().map(point -> "cgroup2 is mounted at " + point).orElse("this host has no cgroup2 mount");
        throw new IOException("cgroup.root " + root + ": it is " + type + ", not cgroup2 (" + advice + ")");
    }

    /** The file system that a path is in: of the mounts above it the deepest, of several there the last. */
    private String typeOf(Path path) {
        Mount best = new Mount(Path.of("/"), "no file system");
        for (Mount mount : mounts) {
            if (path.startsWith(mount.point())
                    && mount.point().getNameCount() >= best.point().getNameCount()) {
                best = mount;
            }
        }
        return best.type();
    }

    /** Empty for what Java cannot name under this locale: nothing that it can name is below it. */
    private static Optional<Path> path(String field) {
        try {
            return Optional.of(Path.of(unescape(field))).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
