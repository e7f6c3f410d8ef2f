package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
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
 * which is exact as long as the app is frozen, and then thaws it.
 */
final class Guard implements Closeable {
    // 0 the pipe, 1 the log, 3 the intent, 4 cgroup.freeze
    private static final String SCRIPT =
            """
            read -r word || word=
            if [ "$word" != done ]; then
                if [ -s /proc/self/fd/1 ]; then echo %s >&3; else echo %s >&3; fi
                echo 0 >&4
            fi
            """
                    .formatted(Intents.KEPT, Intents.TRUNCATED);
    private static final byte[] DONE = "done\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration REAP_LIMIT = Duration.ofMillis(1);

    private final Descriptor pipe;
    private final KernelWatch kernel;
    private final int pid;

    private Guard(Descriptor pipe, KernelWatch kernel, int pid) {
        this.pipe = pipe;
        this.kernel = kernel;
        this.pid = pid;
    }

    /** Starts it in the daemon's own cgroup; it has copies of the descriptors. */
    static Guard start(String shell, KernelWatch kernel, FileHandle log, FileHandle mark, Handle freezer)
            throws IOException {
        Descriptor.Pipe pipe = Descriptor.pipe();
        boolean started = false;
        try (Descriptor output = pipe.output();
                Descriptor nothing = Descriptor.openWrite("/dev/null")) {
            int pid =
                    Spawn.start(List.of(shell, "-c", SCRIPT), List.of(), List.of(output, log, nothing, mark, freezer));
            started = true;
            return new Guard(pipe.input(), kernel, pid);
        } finally {
            if (!started) {
                pipe.input().close();
            }
        }
    }

    /** The app goes on by our own hand; the guard has nothing to do. */
    void release() throws IOException {
        FileChanges.write(pipe, DONE, DONE.length);
    }

    /** Ends it: without {@link #release}, it does what it is there for. */
    @Override
    public void close() {
        pipe.close();
        kernel.awaitChild(pid, REAP_LIMIT);
    }
}
