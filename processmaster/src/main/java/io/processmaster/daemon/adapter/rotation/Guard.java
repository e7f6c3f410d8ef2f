package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.Spawn;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.KernelWatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A process that outlives a dead daemon for a moment and lets the app go on.
 *
 * <p>It waits for the end of a pipe. When that comes without a word, it first writes down whether the log is empty by now,
 * which is exact as long as the app is frozen, and then thaws it. It does the same when it has waited for {@link #LIMIT}: a
 * daemon that hangs or was stopped itself must not keep the app from going on.
 */
final class Guard implements Closeable {
    /** How long an app stands still at the most. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    // 0 the pipe, 1 the log, 3 the intent, 4 cgroup.freeze. A shell without coreutils waits without a limit.
    private static final String SCRIPT =
            """
            PATH=/usr/bin:/bin
            if command -v timeout >&2 && command -v head >&2; then
                word=$(timeout %d head -n 1)
            else
                read -r word || word=
            fi
            if [ "$word" != done ]; then
                if [ -s /proc/self/fd/1 ]; then echo %s >&3; else echo %s >&3; fi
                echo 0 >&4
            fi
            """
                    .formatted(LIMIT.toSeconds(), Intents.KEPT, Intents.TRUNCATED);
    private static final byte[] DONE = "done\n".getBytes(StandardCharsets.US_ASCII);

    private final Descriptor pipe;
    private final KernelWatch kernel;
    private final int pid;
    private final FileHandle mark;
    private final long unmarked;

    private Guard(Descriptor pipe, KernelWatch kernel, int pid, FileHandle mark, long unmarked) {
        this.pipe = pipe;
        this.kernel = kernel;
        this.pid = pid;
        this.mark = mark;
        this.unmarked = unmarked;
    }

    /** Starts it in the daemon's own cgroup; it has copies of the descriptors. */
    static Guard start(String shell, KernelWatch kernel, FileHandle log, FileHandle mark, Handle freezer)
            throws IOException {
        long unmarked = FilePosix.status(mark).size();
        Descriptor.Pipe pipe = Descriptor.pipe();
        boolean started = false;
        try (Descriptor output = pipe.output();
                Descriptor nothing = Descriptor.openWrite("/dev/null")) {
            int pid =
                    Spawn.start(List.of(shell, "-c", SCRIPT), List.of(), List.of(output, log, nothing, mark, freezer));
            started = true;
            return new Guard(pipe.input(), kernel, pid, mark, unmarked);
        } finally {
            if (!started) {
                pipe.input().close();
            }
        }
    }

    /** Whether it has lost its patience; it writes that down before the app goes on. */
    boolean hasActed() throws IOException {
        return FilePosix.status(mark).size() != unmarked;
    }

    /** The app goes on by our own hand; the guard has nothing to do. */
    void release() {
        try {
            FileChanges.write(pipe, DONE, DONE.length);
        } catch (IOException ended) {
            // It has done what it is there for, and nobody reads any more.
            return;
        }
    }

    /**
     * Ends it; without {@link #release}, it does what it is there for.
     *
     * <p>Waits for its end: one that comes late would let the app go on when it is next to stand still.
     */
    @Override
    public void close() {
        pipe.close();
        kernel.awaitChild(pid, LIMIT);
    }
}
