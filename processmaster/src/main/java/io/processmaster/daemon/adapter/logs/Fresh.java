package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.RotatedFiles.Rotated;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Tells a rotation that is under way: the copy is there, and the live file is not truncated yet. */
final class Fresh {
    private static final Duration RECENT = Duration.ofSeconds(10);
    private static final int SAMPLE_BYTES = 4096;

    private Fresh() {}

    /** Whether all of {@code copy} is still in {@code live}, and was copied just now; judged by samples. */
    static boolean isCopy(Rotated copy, Opened live, Instant now) throws IOException {
        Opened rotated = copy.file();
        long size = FilePosix.status(rotated.handle()).size();
        FileStatus status = FilePosix.status(live.handle());
        boolean recent =
                copy.pending() || (size > 0 && !rotated.status().modified().isBefore(now.minus(RECENT)));
        if (!recent || size > status.size()) {
            return false;
        }
        long last = Math.max(0, size - SAMPLE_BYTES);
        return isSame(rotated, live, 0, Math.min(SAMPLE_BYTES, size)) && isSame(rotated, live, last, size);
    }

    private static boolean isSame(Opened one, Opened other, long start, long end) throws IOException {
        return Arrays.equals(FileWindow.read(one.handle(), start, end), FileWindow.read(other.handle(), start, end));
    }
}
