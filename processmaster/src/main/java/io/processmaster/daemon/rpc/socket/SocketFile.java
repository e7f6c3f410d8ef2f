package io.processmaster.daemon.rpc.socket;

import io.processmaster.daemon.adapter.posix.PosixException;
import io.processmaster.daemon.adapter.posix.UnixAddress;
import io.processmaster.daemon.adapter.posix.UnixSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket's file: made inside a private directory and moved into place when owner and mode are right. */
final class SocketFile {
    private static final int BACKLOG = 128;
    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_SOCKET = 0140000;

    private final Path path;
    private final Object inode;

    private SocketFile(Path path, Object inode) {
        this.path = path;
        this.inode = inode;
    }

    static SocketFile bind(UnixSocket socket, SocketPlace place) throws IOException {
        Path path = place.path().toAbsolutePath().normalize();
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("listening on " + path + ": it is not a path of a file (set unix_socket.path)");
        }
        makeParent(parent);
        clear(path);
        Path nest = makeNest(parent);
        Path fresh = nest.resolve("s");
        try {
            checkLength(path);
            checkLength(fresh);
            socket.bind(UnixAddress.file(fresh));
            socket.listen(BACKLOG);
            Files.setAttribute(fresh, "unix:uid", place.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(fresh, "unix:gid", place.gid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(fresh, "unix:mode", place.mode().bits());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(path, inodeOf(path));
        } catch (IOException e) {
            throw new IOException("listening on " + path + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(nest);
        }
    }

    Path path() {
        return path;
    }

    void removeIfOurs() throws IOException {
        try {
            if (inode.equals(inodeOf(path))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody removed it already.
        }
    }

    private static void makeParent(Path parent) throws IOException {
        if (Files.isDirectory(parent)) {
            return;
        }
        Path above = parent.getParent();
        if (above != null) {
            makeParent(above);
        }
        try {
            Files.createDirectory(parent);
            // Clients must get through whatever umask the daemon was started with.
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new IOException("creating " + parent + " for the socket: " + e.getMessage(), e);
        }
    }

    // Nobody but the daemon can look inside, so the socket's mode does not matter until it is set.
    private static Path makeNest(Path parent) throws IOException {
        Path nest = parent.resolve(".pm" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX));
        if (Files.isDirectory(nest, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(nest.resolve("s"));
            Files.delete(nest);
        }
        return Files.createDirectory(
                nest, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    // The move replaces a stale socket; only what is certainly one may be replaced.
    static void clear(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & TYPE_MASK) != TYPE_SOCKET) {
            throw new IOException("listening on " + path
                    + ": something that is not a socket is there (remove it, or set unix_socket.path)");
        }
        try (UnixSocket probe = UnixSocket.stream()) {
            probe.connect(UnixAddress.file(path));
            throw new AlreadyRunning(path, probe.peer().pid());
        } catch (AlreadyRunning e) {
            throw e;
        } catch (IOException e) {
            switch (e instanceof PosixException refusal ? refusal.errno() : 0) {
                case PosixException.ECONNREFUSED -> {
                    // The kernel's word for a socket without a listener: it was left behind.
                }
                case PosixException.EAGAIN -> throw new AlreadyRunning(path);
                default ->
                    throw new IOException(
                            "listening on " + path + ": cannot tell whether a daemon answers there: " + e.getMessage()
                                    + " (remove the socket when none does)",
                            e);
            }
        }
    }

    private static void checkLength(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > UnixAddress.MAX_PATH_BYTES) {
            throw new IOException("the path is " + length + " bytes long, and the kernel takes "
                    + UnixAddress.MAX_PATH_BYTES + " (set a shorter unix_socket.path)");
        }
    }

    private static Object inodeOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }
}
