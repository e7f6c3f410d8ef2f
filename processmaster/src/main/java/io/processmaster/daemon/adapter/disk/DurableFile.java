package io.processmaster.daemon.adapter.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces a whole file so that a crash or a full disk at any moment leaves the old content or the new, never a mixture.
 *
 * <p>For files in directories that only the daemon can write to.
 */
public final class DurableFile {
    /** What the daemon's own files are created with, 0600. */
    public static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final int BUFFER_BYTES = 16 << 10;

    private DurableFile() {}

    /** What becomes of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; need not flush. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Gives {@code file} this content with mode 0600; it is on the disk once this returns.
     *
     * @throws IOException naming the file; its old content is untouched, unless only the last sync of the directory failed
     */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, out -> out.write(content));
    }

    /**
     * As {@link #replace(Path, byte[])}, for what is too large to be held in memory as a whole.
     *
     * @throws IOException naming the file; its old content is untouched, unless only the last sync of the directory failed
     */
    public static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            writeAnew(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            discard(temporary, e);
            throw new IOException("writing " + file + ": " + reason(e), e);
        }
    }

    /** Makes creations, renames and removals in the directory durable. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What is wrong, without the path, which the caller names. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "already exists";
        }
        String text = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }

    private static void writeAnew(Path temporary, Content content) throws IOException {
        try {
            writeNew(temporary, content);
        } catch (FileAlreadyExistsException e) {
            // Of a daemon that died while it wrote.
            Files.deleteIfExists(temporary);
            writeNew(temporary, content);
        }
    }

    private static void writeNew(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, NEW_FILE, PRIVATE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void discard(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
