package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.AutoService;
import io.processmaster.common.config.SourceText;
import io.processmaster.daemon.adapter.files.Entries;
import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** One auto-service's directory, held open, together with whose it is. */
final class ServiceDirectory implements Closeable {
    private static final int BLOCK = 16 * 1024;

    private final Path path;
    private final TrustedDirectory directory;
    private final Trust trust;
    private final boolean ofUser;

    private ServiceDirectory(Path path, TrustedDirectory directory, Trust trust, boolean ofUser) {
        this.path = path;
        this.directory = directory;
        this.trust = trust;
        this.ofUser = ofUser;
    }

    /**
     * A definition that was read.
     *
     * @param name of the file
     * @param bytes what is in it
     * @param status what it was when it was opened
     */
    record Found(String name, ByteBuffer bytes, FileStatus status) {}

    /**
     * Opens it.
     *
     * @throws PathRefused when the person who owns it could gain something, with a way out
     */
    static ServiceDirectory open(Path path, Trust trust) throws IOException {
        TrustedDirectory directory = TrustedDirectory.open(path.toString());
        boolean kept = false;
        try {
            boolean ofUser = !trust.isAdministrators(directory);
            if (ofUser) {
                trust.checkUsers(path, directory);
            }
            kept = true;
            return new ServiceDirectory(path, directory, trust, ofUser);
        } finally {
            if (!kept) {
                directory.close();
            }
        }
    }

    /** Whether it belongs to the user that its app runs as, who can put into it whatever they like. */
    boolean isOfUser() {
        return ofUser;
    }

    /** Its path. */
    Path path() {
        return path;
    }

    /** Its entries, to be changed. */
    Entries entries() throws IOException {
        return Entries.of(directory);
    }

    /** Whether a new definition is asked for. */
    boolean isMarked() throws IOException {
        try (Entries entries = entries()) {
            Optional<FileStatus> marker = entries.find(AutoService.MARKER);
            if (marker.isPresent() && marker.get().kind() != FileKind.REGULAR) {
                throw new PathRefused(AutoService.MARKER + ": is "
                        + marker.get().kind().words() + ", not a regular file (remove it)");
            }
            return marker.isPresent();
        }
    }

    /** The definition, the preferred one of two; what is wrong with the preferred one is not hidden by the other. */
    Optional<Found> definition() throws IOException {
        Optional<Found> preferred = read(AutoService.FILE);
        return preferred.isPresent() ? preferred : read(AutoService.OTHER_FILE);
    }

    private Optional<Found> read(String name) throws IOException {
        Identity reader = trust.reader();
        Optional<Opened> opened = directory.openRead(name, reader, Links.REFUSED);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Opened file = opened.get()) {
            if (file.status().writableByOthers()) {
                throw new PathRefused(name + ": its group or the world may write to it (chmod go-w)");
            }
            return Optional.of(new Found(name, content(name, file), file.status()));
        }
    }

    private static ByteBuffer content(String name, Opened file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        int count = FilePosix.read(file.handle(), block, 0);
        while (count > 0) {
            bytes.write(block, 0, count);
            if (bytes.size() > SourceText.MOST_BYTES) {
                throw new PathRefused(name + ": is larger than 1 MiB");
            }
            count = FilePosix.read(file.handle(), block, bytes.size());
        }
        return ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer();
    }

    @Override
    public void close() {
        directory.close();
    }
}
