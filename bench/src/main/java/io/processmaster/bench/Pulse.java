package io.processmaster.bench;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A named pipe into which each app writes its pid with its first instruction.
 *
 * <p>The reader sleeps in the kernel until that happens, so nothing is polled and no supervisor is asked.
 */
final class Pulse implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final int MOST_WAITING = 10_000;

    private final RandomAccessFile pipe;
    private final BlockingQueue<Beat> beats = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean closed;

    /**
     * An app has come to life.
     *
     * @param pid of its first process
     * @param nanos when, by {@link System#nanoTime}
     */
    record Beat(long pid, long nanos) {}

    private Pulse(RandomAccessFile pipe) {
        this.pipe = pipe;
    }

    static Pulse open(Path path) throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                .inheritIO()
                .start();
        if (mkfifo.waitFor() != 0) {
            throw new IOException("mkfifo " + path + ": failed");
        }
        // Open for writing too, so that it does not end when an app closes its side.
        Pulse pulse = new Pulse(new RandomAccessFile(path.toFile(), "rw"));
        Thread reader = new Thread(pulse::read, "pulse");
        reader.setDaemon(true);
        reader.start();
        return pulse;
    }

    /** The script of an app that tells its first instruction and then is a single sleeping process. */
    static String sleeper(Path path) {
        return "echo $$ >" + path + "; exec sleep 1000000";
    }

    Beat next() throws IOException, InterruptedException {
        Beat beat = beats.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (beat == null) {
            throw new IOException("no app started within " + LIMIT_SECONDS + " s");
        }
        return beat;
    }

    /** Waits for that many; returns when the last one came. */
    long last(int count) throws IOException, InterruptedException {
        long nanos = 0;
        for (int i = 0; i < count; i++) {
            nanos = next().nanos();
        }
        return nanos;
    }

    /** The last of that many; empty when they do not all come within that time. */
    Optional<Beat> last(int count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Beat beat = null;
        for (int i = 0; i < count; i++) {
            beat = beats.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (beat == null) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(beat);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new FileInputStream(pipe.getFD()), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                beats.add(new Beat(Long.parseLong(line), System.nanoTime()));
            }
        } catch (IOException e) {
            if (!closed) {
                System.err.println("bench: reading the pulse: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        pipe.close();
    }
}
