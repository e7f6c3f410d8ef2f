package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;
import java.util.OptionalLong;

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
            long written = endOfWritten(end);
            if (written == copied) {
                break;
            }
            long count = inKernel ? FileChanges.copy(from, copied, to, Math.min(BLOCK, written - copied)) : -1;
            if (count < 0) {
                inKernel = false;
                buffer = buffer.length == 0 ? new byte[BUFFER_BYTES] : buffer;
                count = Math.min(FilePosix.read(from, buffer, copied), written - copied);
                FileChanges.write(to, buffer, (int) count);
            }
            if (count == 0) {
                break;
            }
            copied += count;
        }
        return copied - before;
    }

    /**
     * Leaves the holes out that come next, and returns where what was written behind them ends, at most {@code end}.
     *
     * <p>A log of a terabyte that is all hole costs its owner nothing; root, whom no quota stops, must not write it out.
     */
    private long endOfWritten(long end) throws IOException {
        OptionalLong data = FileChanges.nextData(from, copied);
        if (data.isEmpty() && FilePosix.status(from).size() < end) {
            // Somebody else truncated it meanwhile.
            return copied;
        }
        long begin = Math.min(end, data.orElse(end));
        if (begin > copied) {
            FileChanges.leaveHole(to, begin);
            copied = begin;
        }
        long hole = begin < end ? FileChanges.nextHole(from, begin).orElse(end) : end;
        return hole > begin ? Math.min(end, hole) : end;
    }
}
