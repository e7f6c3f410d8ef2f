package io.processmaster.daemon.adapter.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The directory of the daemon's own files, known to be writable by its owner alone.
 *
 * @param path absolute, links resolved
 */
public record StateDirectory(Path path) {
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * Creates the directory with mode 0700, or checks the one that is there.
     *
     * @param owner user id that it must belong to: 0, except in tests
     * @throws IOException saying what is wrong with it and what to do
     */
    public static StateDirectory prepare(Path wanted, int owner) throws IOException {
        try {
            return check(create(wanted), owner);
        } catch (Unfit e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("using state directory " + wanted + ": " + DurableFile.reason(e), e);
        }
    }

    /** A file or directory directly in it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Creates a directory with mode 0700 unless it is there, missing parents with the usual mode. */
    public static Path create(Path wanted) throws IOException {
        Path absolute = wanted.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw new Unfit("using state directory " + absolute + ": not a directory");
            }
        }
        return absolute.toRealPath();
    }

    private static StateDirectory check(Path real, int owner) throws IOException {
        Map<String, Object> facts = Files.readAttributes(real, "unix:uid,mode");
        int uid = (Integer) facts.get("uid");
        int mode = (Integer) facts.get("mode") & 07777;
        if (uid != owner) {
            throw new Unfit("using state directory " + real + ": it belongs to uid " + uid + ", not to uid " + owner
                    + " (chown it, or choose another global.state_directory)");
        }
        if ((mode & WRITABLE_BY_OTHERS) != 0) {
            throw new Unfit("using state directory " + real + ": others may write to it, its mode is 0"
                    + Integer.toOctalString(mode) + " (chmod 0700 " + real + ")");
        }
        return new StateDirectory(real);
    }

    /** The finding is complete as it is, nothing is to be put before it. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }
}
