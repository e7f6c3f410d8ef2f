package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.core.launch.LaunchReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the steps of a launch report, up to the end of the pipe, which comes when the program is executed or the process is gone. */
final class StatusPipe {
    private final Descriptor output;
    private final Duration limit;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /** Of a launch that begins now and must not take longer than {@code limit}. */
    StatusPipe(Descriptor output, Duration limit) {
        this.output = output;
        this.limit = limit;
    }

    /** Reads up to the end; an error says why the launch is given up. */
    String readAll() throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        byte[] buffer = new byte[LaunchReport.MOST_BYTES];
        while (text.size() <= LaunchReport.MOST_BYTES) {
            if (!output.awaitReadable(Math.max(0, end - System.nanoTime()) / 1_000_000)) {
                throw new IOException("the program was not executed within " + limit.toSeconds()
                        + " s (is its file system hanging?)");
            }
            int size = output.read(buffer);
            if (size == 0) {
                return soFar();
            }
            text.write(buffer, 0, size);
        }
        throw new IOException("the status of the launch was flooded");
    }

    /** What was read until now. */
    String soFar() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
