package io.processmaster.daemon.adapter.environment;

import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the file of an {@code @file://} value for an app.
 *
 * <p>A file that the app's user could not read by itself, such as a secret of root's, is given to the app only when
 * nobody but root can exchange any entry on the way to it. Otherwise the user could rename some other file of root's into
 * its place and would find its content in the environment. This holds inside and outside the working directory.
 */
final class ValueFiles {
    /** The largest file, in bytes. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int READ = 4;

    private final String workingDirectory;
    private final Identity user;

    ValueFiles(String workingDirectory, Identity user) {
        this.workingDirectory = workingDirectory;
        this.user = user;
    }

    /** The text of the file, a newline at its end included. */
    String read(String declared) throws BadValue {
        try {
            Place place = Place.of(workingDirectory, declared);
            try (TrustedDirectory directory = place.open()) {
                Optional<Opened> opened = directory.openRead(place.relative(), user, Links.REFUSED);
                if (opened.isEmpty()) {
                    throw new PathRefused(declared + ": no such file");
                }
                try (Opened file = opened.get()) {
                    return read(declared, file);
                }
            }
        } catch (PathRefused refused) {
            throw BadValue.permanent(refused.getMessage());
        } catch (IOException failed) {
            throw BadValue.passing(failed.getMessage());
        }
    }

    private String read(String declared, Opened file) throws IOException, BadValue {
        if (!file.rootOnly() && !isReadable(file.status())) {
            throw new PathRefused(declared + ": user " + user.name()
                    + " may not read it, and others than root can exchange it"
                    + " (let the user read it, or put it into a directory that only root can change)");
        }
        byte[] bytes = new byte[MAX_BYTES + 1];
        byte[] block = new byte[MAX_BYTES + 1];
        int filled = 0;
        int count = FilePosix.read(file.handle(), block, 0);
        while (count > 0 && filled < bytes.length) {
            int room = Math.min(count, bytes.length - filled);
            System.arraycopy(block, 0, bytes, filled, room);
            filled += room;
            count = FilePosix.read(file.handle(), block, filled);
        }
        if (filled > MAX_BYTES) {
            throw new PathRefused(declared + ": is larger than " + MAX_BYTES / 1024 + " KiB");
        }
        try {
            return Encodings.text(bytes, filled);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }

    /** By the permission bits, as the kernel looks at them: the first class that fits decides. */
    private boolean isReadable(FileStatus status) {
        if (user.uid() == 0) {
            return true;
        }
        if (status.uid() == user.uid()) {
            return (status.mode() & (READ << 6)) != 0;
        }
        if (status.gid() == user.gid() || user.groups().contains(status.gid())) {
            return (status.mode() & (READ << 3)) != 0;
        }
        return (status.mode() & READ) != 0;
    }
}
