package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file whose being there means something, directly in a trusted directory; it is made once and never changed. */
public final class MarkerFile {
    private static final int MAX_BYTES = 4 * 1024;
    private static final int MODE = 0644;
    private static final int CONFINED =
            FilePosix.RESOLVE_BENEATH | FilePosix.RESOLVE_NO_SYMLINKS | FilePosix.RESOLVE_NO_MAGICLINKS;

    private final TrustedDirectory directory;
    private final String name;

    /** The entry {@code name} of {@code directory}, which stays owned by the caller. */
    public MarkerFile(TrustedDirectory directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Whether there is an entry of that name, whatever it is. */
    public boolean exists() throws IOException {
        Optional<FileHandle> named = RegularFiles.name(directory.handle(), name, name);
        named.ifPresent(FileHandle::close);
        return named.isPresent();
    }

    /** What it says; empty when it is not a small file that root made. */
    public Optional<String> read() throws IOException {
        Optional<FileHandle> named = RegularFiles.name(directory.handle(), name, name);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try (FileHandle file = named.get()) {
            FileStatus status = FilePosix.status(file);
            boolean ours = status.kind() == FileKind.REGULAR && status.uid() == 0 && status.links() == 1;
            if (!ours || status.size() > MAX_BYTES) {
                return Optional.empty();
            }
            try (FileHandle opened = FilePosix.reopen(file, name, FilePosix.O_RDONLY | FilePosix.O_NONBLOCK)) {
                byte[] bytes = new byte[MAX_BYTES];
                int count = FilePosix.read(opened, bytes, 0);
                return Optional.of(new String(bytes, 0, count, StandardCharsets.UTF_8));
            }
        } catch (FileFault fault) {
            throw Wording.explain(name, fault);
        }
    }

    /** Makes it, root's and readable for everybody; when there is an entry of that name by now, that will do. */
    public void create(String text) throws IOException {
        int flags = FilePosix.O_WRONLY | FilePosix.O_CREAT | FilePosix.O_EXCL | FilePosix.O_NOFOLLOW;
        try (FileHandle file = FilePosix.open(directory.handle().fd(), name, flags, MODE, CONFINED)) {
            FilePosix.changeMode(file, MODE);
            write(file, text);
        } catch (FileFault fault) {
            if (fault.errno() != FileFault.EEXIST) {
                throw Wording.explain(name, fault);
            }
        }
    }

    private void write(FileHandle file, String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(FilePosix.selfPath(file.fd()))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(name + ": was made, but nothing could be written to it: " + e.getMessage(), e);
        }
    }
}
