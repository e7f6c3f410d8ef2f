package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rotations under way, one file for each app, in the daemon's own directory, where no app's user can reach them. */
final class Intents {
    static final String TRUNCATED = "truncated";
    static final String KEPT = "kept";

    private static final String ENDING = ".intent";
    private static final int MOST_BYTES = 64 * 1024;

    private final Path directory;
    private final EarlierGuards guards = new EarlierGuards();

    private Intents(Path directory) {
        this.directory = directory;
    }

    static Intents open(StateDirectory state) throws IOException {
        return new Intents(StateDirectory.create(state.file("rotation")));
    }

    /** Puts it on the disk, durably, without a mark. */
    void write(AppName app, Intent intent) throws IOException {
        DurableFile.replace(file(app), intent.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Opens it so that a mark can be put behind it, and locks it for as long as anybody who was given it lives. */
    FileHandle openForMark(AppName app) throws IOException {
        FileHandle opened = FilePosix.open(
                FilePosix.AT_FDCWD,
                file(app).toString(),
                FilePosix.O_WRONLY | FilePosix.O_APPEND | FilePosix.O_NOFOLLOW,
                0,
                0);
        boolean locked = false;
        try {
            locked = FilePosix.tryLock(opened);
            if (!locked) {
                throw new IOException(
                        file(app) + ": is locked by another process (find it: fuser -v " + file(app) + ")");
            }
            return opened;
        } finally {
            if (!locked) {
                opened.close();
            }
        }
    }

    /** Marks the log as truncated. */
    static void markTruncated(FileHandle opened) throws IOException {
        byte[] mark = (TRUNCATED + "\n").getBytes(StandardCharsets.US_ASCII);
        FileChanges.write(opened, mark, mark.length);
    }

    Optional<Intent.Found> read(AppName app) throws IOException {
        Path file = file(app);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is damaged: it is too long");
            }
            return Optional.of(Intent.read(Files.readString(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    "reading " + file + ": " + DurableFile.reason(e)
                            + " (keep what a hidden copy .NAME.rotating beside the log has and the log lacks, then"
                            + " remove this file)",
                    e);
        }
    }

    /** The same of an earlier daemon, whose guard is waited for: after its end the mark is what it will ever be. */
    Optional<Intent.Found> readSettled(AppName app) throws IOException {
        if (read(app).isEmpty()) {
            return Optional.empty();
        }
        guards.await(file(app));
        return read(app);
    }

    void remove(AppName app) throws IOException {
        Files.deleteIfExists(file(app));
    }

    Set<AppName> apps() throws IOException {
        Set<AppName> apps = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                AppName.parse(name.substring(0, name.length() - ENDING.length()))
                        .ifPresent(apps::add);
            }
        }
        return apps;
    }

    private Path file(AppName app) {
        return directory.resolve(app.text() + ENDING);
    }
}
