package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.launch.Identity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A directory below a trusted one, held open, whose regular files are found and read by the rules of
 * {@link TrustedDirectory}; it stays the same one whatever becomes of its path.
 */
public final class Folder implements Closeable {
    /** How many entries of a directory are looked at; who owns it can make as many as they like. */
    public static final int MAX_ENTRIES = 100_000;

    private final FileHandle directory;
    private final String prefix;
    private final Identity user;
    private final boolean rootOnly;

    /** Takes over {@code directory}. */
    Folder(FileHandle directory, String prefix, Identity user, boolean rootOnly) {
        this.directory = directory;
        this.prefix = prefix;
        this.user = user;
        this.rootOnly = rootOnly;
    }

    /** The names that are wanted, in no order, {@code most} at the most. */
    public List<String> names(Predicate<String> wanted, int most) throws IOException {
        List<String> names = new ArrayList<>();
        int seen = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(FilePosix.selfPath(directory.fd())))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (wanted.test(name)) {
                    names.add(name);
                }
                if (names.size() >= most || ++seen >= MAX_ENTRIES) {
                    break;
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return names;
    }

    /**
     * Opens one of its files for reading.
     *
     * @return empty when it does not exist
     * @throws PathRefused when it is not a regular file with one name, owned by root or the user
     */
    public Optional<Opened> openRead(String name) throws IOException {
        String path = prefix + name;
        Optional<FileHandle> named = RegularFiles.name(directory, name, path);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        FileHandle file = RegularFiles.openRead(named.get(), path, user);
        return Optional.of(new Opened(file, FilePosix.status(file), rootOnly));
    }

    @Override
    public void close() {
        directory.close();
    }
}
