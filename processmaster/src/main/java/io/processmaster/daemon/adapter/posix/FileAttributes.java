package io.processmaster.daemon.adapter.posix;

import java.util.Arrays;
import java.util.Optional;

/** Extended attributes of files that only root can replace by others: paths are followed. */
public final class FileAttributes {
    private static final int MAX_BYTES = 64 << 10;

    private FileAttributes() {}

    /** Sets one, whether or not it is there. */
    public static void put(String path, String name, byte[] value) throws FileFault {
        if (FileCalls.setxattr(FilePosix.bytes(path), FilePosix.bytes(name), value, 0) != 0) {
            throw new FileFault("setxattr", path, FilePosix.errno());
        }
    }

    /** Its value; empty when there is no such attribute, or no such file. */
    public static Optional<byte[]> find(String path, String name) throws FileFault {
        byte[] value = new byte[MAX_BYTES];
        long length = FileCalls.getxattr(FilePosix.bytes(path), FilePosix.bytes(name), value);
        if (length >= 0) {
            return Optional.of(Arrays.copyOf(value, (int) length));
        }
        int errno = FilePosix.errno();
        if (errno == FileFault.ENODATA || errno == FileFault.ENOENT) {
            return Optional.empty();
        }
        throw new FileFault("getxattr", path, errno);
    }
}
