package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
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

    /** Whether all of {@code rotated} is still in {@code live}, and was copied just now; judged by samples. */
    static boolean isCopy(Opened rotated, Opened live, Instant now) throws IOException {
        long size = rotated.status().size();
        FileStatus status = FilePosix.status(live.handle());
        if (size == 0 || size > status.size() || rotated.status().modified().isBefore(now.minus(RECENT))) {
            return false;
        }
        long last = Math.max(0, size - SAMPLE_BYTES);
        return isSame(rotated, live, 0, Math.min(SAMPLE_BYTES, size)) && isSame(rotated, live, last, size);
    }

    private static boolean isSame(Opened one, Opened other, long start, long end) throws IOException {
        return Arrays.equals(FileWindow.read(one.handle(), start, end), FileWindow.read(other.handle(), start, end));
    }
}
