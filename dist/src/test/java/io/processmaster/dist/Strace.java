package io.processmaster.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Traces a process of a test, or has calls of it fail, until it is closed.
 *
 * @param process strace itself
 */
record Strace(Process process) implements AutoCloseable {
    /**
     * Returns once the process is traced.
     *
     * @param log what strace says goes there
     * @param pid a process, or one thread of it
     * @param options of strace
     */
    static Strace attach(Path log, long pid, String... options) throws IOException {
        List<String> command = Stream.concat(Stream.of("strace", "-p", Long.toString(pid)), Stream.of(options))
                .toList();
        Strace strace = new Strace(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        Await.until("it is traced", () -> Files.readString(log).contains("attached"));
        return strace;
    }

    /** Lets go of the process; returns once all that was traced is written. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
