package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.util.Arrays;

/** A bounded part of an open file, read at once. */
final class FileWindow {
    private static final int BLOCK_BYTES = 64 * 1024;

    private FileWindow() {}

    /** The bytes from {@code start} to {@code end}; fewer when the file was truncated meanwhile. */
    static byte[] read(Handle file, long start, long end) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(end - start)];
        byte[] block = new byte[Math.min(BLOCK_BYTES, Math.max(1, bytes.length))];
        int filled = 0;
        while (filled < bytes.length) {
            int count = FilePosix.read(file, block, start + filled);
            if (count == 0) {
                return Arrays.copyOf(bytes, filled);
            }
            int wanted = Math.min(count, bytes.length - filled);
            System.arraycopy(block, 0, bytes, filled, wanted);
            filled += wanted;
        }
        return bytes;
    }
}
