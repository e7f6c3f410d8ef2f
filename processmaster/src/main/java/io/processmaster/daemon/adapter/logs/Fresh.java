package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.RotatedFiles.Rotated;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;
import java.util.Arrays;

/** Tells a rotation that is under way: the copy is there, and the live file is not truncated yet. */
final class Fresh {
    private static final int SAMPLE_BYTES = 4096;

    private Fresh() {}

    /** Whether {@code copy} is pending and all of it is still in {@code live}; judged by samples. */
    static boolean isCopy(Rotated copy, Opened live) throws IOException {
        // A copy gets its name after the live file was emptied.
        if (!copy.pending()) {
            return false;
        }
        Opened rotated = copy.file();
        long size = FilePosix.status(rotated.handle()).size();
        if (size > FilePosix.status(live.handle()).size()) {
            return false;
        }
        long last = Math.max(0, size - SAMPLE_BYTES);
        return isSame(rotated, live, 0, Math.min(SAMPLE_BYTES, size)) && isSame(rotated, live, last, size);
    }

    private static boolean isSame(Opened one, Opened other, long start, long end) throws IOException {
        return Arrays.equals(FileWindow.read(one.handle(), start, end), FileWindow.read(other.handle(), start, end));
    }
}
