package io.processmaster.daemon.adapter.files;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells whether a file had, at one moment, the name by which it was found and no other.
 *
 * <p>Its number of links alone does not tell: who gave somebody else's file a second name, and takes that away once it is
 * found, leaves a file that has one name, which is not the one that led to it. The kernel notes the time of each change of
 * that number. So a file that has one name, was last changed some time ago, is still found by that name afterwards and
 * has not been changed meanwhile, had only that name when it was found the second time.
 */
final class OneName {
    // The kernel's clock for files moves on in ticks of 1 to 10 ms.
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration FINE = Duration.ofNanos(500_000);
    private static final Duration MILLIS = Duration.ofMillis(20);
    private static final Duration SECONDS = Duration.ofSeconds(2);

    private OneName() {}

    /** Finds it by its name again. */
    interface Lookup {
        FileHandle find() throws FileFault;
    }

    /**
     * What it is, when its names are out of question: it had only that one, or has others now, or is a directory or a
     * link. Empty when its names were changed a moment ago: then everything has to be looked up anew.
     *
     * @param file found by that name
     */
    static Optional<FileStatus> of(FileHandle file, Lookup lookup) throws IOException {
        Instant now = FilePosix.clockOfFiles();
        FileStatus found = FilePosix.status(file);
        if (found.kind() == FileKind.DIRECTORY || found.kind() == FileKind.LINK || found.links() > 1) {
            return Optional.of(found);
        }
        Duration step = stepOf(found.changed());
        Duration age = Duration.between(found.changed(), now);
        // A time in the future is as good: no change from now on gets that one.
        if (age.abs().compareTo(step) <= 0) {
            await(step);
            return Optional.empty();
        }
        try (FileHandle again = lookup.find()) {
            FileStatus then = FilePosix.status(again);
            boolean same = then.sameFileAs(found)
                    && then.links() == 1
                    && found.links() == 1
                    && then.changed().equals(found.changed());
            return same ? Optional.of(then) : Optional.empty();
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    // Some file systems keep only seconds, or milliseconds: two changes within one of these look like one.
    private static Duration stepOf(Instant changed) {
        if (changed.truncatedTo(ChronoUnit.SECONDS).equals(changed)) {
            return SECONDS;
        }
        return changed.truncatedTo(ChronoUnit.MILLIS).equals(changed) ? MILLIS : FINE;
    }

    private static void await(Duration step) throws InterruptedIOException {
        LockSupport.parkNanos(step.plus(TICK).toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the daemon is shutting down");
        }
    }
}
