package io.processmaster.daemon.adapter.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The entries of an open directory one by one, with a buffer that does not grow with their number. */
public final class DirectoryEntries {
    private static final int BUFFER_BYTES = 8 * 1024;
    // Layout of struct linux_dirent64, the same on every architecture.
    private static final int LENGTH_AT = 16;
    private static final int NAME_AT = 19;

    private final FileHandle directory;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;

    /** Reads {@code directory}, which is open for reading and stays owned by the caller. */
    public DirectoryEntries(FileHandle directory) {
        this.directory = directory;
    }

    /** The next entry but {@code .} and {@code ..}; empty at the end. */
    public Optional<EntryName> next() throws FileFault {
        while (true) {
            if (next == end && !fill()) {
                return Optional.empty();
            }
            int from = next + NAME_AT;
            int length = Short.toUnsignedInt(
                    ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder()).getShort(next + LENGTH_AT));
            next += length;
            int to = from;
            while (buffer[to] != 0) {
                to++;
            }
            EntryName name = EntryName.of(buffer, from, to);
            if (!name.isDots()) {
                return Optional.of(name);
            }
        }
    }

    private boolean fill() throws FileFault {
        long count = FileCalls.getdents64(directory.fd(), buffer);
        if (count < 0) {
            throw new FileFault("read directory", directory.toString(), FilePosix.errno());
        }
        next = 0;
        end = (int) count;
        return count > 0;
    }
}
