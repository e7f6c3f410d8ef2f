package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Guards that outlive their daemons. Each holds the lock of its intent, which its daemon took before it was started: as long
 * as one lives, it may let its app go on at any moment, and its mark may be missing.
 */
final class EarlierGuards {
    /** How long one is waited for; it has {@link Guard#LIMIT} itself. */
    static final Duration LIMIT = Guard.LIMIT.plusSeconds(1);

    // One waits for each guard that does not end, however often that is asked for.
    private final Map<Path, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /**
     * Waits until the guard of this intent has ended; at once when there is none.
     *
     * @throws IOException when it has not ended in time
     */
    void await(Path intent) throws IOException {
        if (isOver(intent)) {
            return;
        }
        boolean ended;
        try {
            ended = waiting.computeIfAbsent(intent, this::begin).await(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for the guard of " + intent + " was interrupted");
        }
        if (!ended) {
            throw new IOException("the guard of a rotation that was cut short has not ended within " + LIMIT.toSeconds()
                    + " s, and would let the app go on in the middle of the next one (end it: fuser -k -w " + intent
                    + ")");
        }
    }

    private static boolean isOver(Path intent) throws IOException {
        try (FileHandle file = open(intent)) {
            return FilePosix.tryLock(file);
        } catch (FileFault fault) {
            if (fault.errno() == FileFault.ENOENT) {
                return true;
            }
            throw fault;
        }
    }

    /** A lock can only be waited for without a limit, so that a thread is needed, which ends with the guard. */
    private CountDownLatch begin(Path intent) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try (FileHandle file = open(intent)) {
                        FilePosix.lock(file);
                    } catch (IOException gone) {
                        // Whoever waits looks at the intent next, and tells what is wrong with it.
                        return;
                    } finally {
                        waiting.remove(intent);
                        ended.countDown();
                    }
                },
                "pm-guard-wait");
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private static FileHandle open(Path intent) throws FileFault {
        return FilePosix.open(FilePosix.AT_FDCWD, intent.toString(), FilePosix.O_RDONLY | FilePosix.O_NOFOLLOW, 0, 0);
    }
}
