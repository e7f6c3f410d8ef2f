package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;

/** Copies a growing file to the end of another one, in the kernel where the file system can. */
final class Copying {
    private static final long BLOCK = 8L << 20;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileHandle from;
    private final FileHandle to;
    private boolean inKernel = true;
    private long copied;

    Copying(FileHandle from, FileHandle to) {
        this.from = from;
        this.to = to;
    }

    /** How much was copied so far. */
    long copied() {
        return copied;
    }

    /** Copies at most up to {@code end}; returns how much that was. */
    long upTo(long end) throws IOException {
        long before = copied;
        byte[] buffer = new byte[0];
        while (copied < end) {
            long count = inKernel ? FileChanges.copy(from, copied, to, Math.min(BLOCK, end - copied)) : -1;
            if (count < 0) {
                inKernel = false;
                buffer = buffer.length == 0 ? new byte[BUFFER_BYTES] : buffer;
                count = Math.min(FilePosix.read(from, buffer, copied), end - copied);
                FileChanges.write(to, buffer, (int) count);
            }
            if (count == 0) {
                break;
            }
            copied += count;
        }
        return copied - before;
    }
}
