package io.processmaster.nativeform;

import io.processmaster.common.client.Connection;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.Deadline;
import io.processmaster.common.client.DialProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.teavm.interop.Address;

/** A connection over a unix socket; its deadline is kept by its reads. */
final class SocketConnection implements Connection {
    private static final long NEVER = Long.MAX_VALUE;

    private final int descriptor;
    private boolean open = true;
    private long endMs = NEVER;
    private boolean passed;

    private SocketConnection(int descriptor) {
        this.descriptor = descriptor;
    }

    static SocketConnection to(String socket) throws DaemonUnreachable {
        byte[] bytes = socket.getBytes(StandardCharsets.UTF_8);
        byte[] path = Arrays.copyOf(bytes, bytes.length + 1);
        int descriptor = CLibrary.connect(Address.ofData(path), bytes.length);
        if (descriptor < 0) {
            boolean there = CLibrary.exists(Address.ofData(path));
            throw DialProblem.explain(socket, Fault.words(descriptor), there);
        }
        return new SocketConnection(descriptor);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        checkOpen();
        int patience = patience();
        int count = CLibrary.read(descriptor, Address.ofData(into).add(at), length, patience);
        if (count >= 0) {
            return count;
        }
        if (CLibrary.isTimeout(count)) {
            passed = true;
            close();
            throw new IOException("the time is over");
        }
        throw CLibrary.isReset(count) ? new IOException("Connection reset") : Fault.of(count);
    }

    private int patience() {
        return endMs == NEVER
                ? CLibrary.FOREVER
                : (int) Math.max(0, Math.min(Integer.MAX_VALUE, endMs - System.currentTimeMillis()));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        checkOpen();
        Descriptor.writeAll(descriptor, bytes, 0, bytes.length);
    }

    private void checkOpen() throws IOException {
        if (!open) {
            throw new IOException("the connection is closed");
        }
    }

    @Override
    public Deadline closeAfter(Duration patience) {
        endMs = System.currentTimeMillis() + patience.toMillis();
        return new Deadline() {
            @Override
            public boolean hasPassed() {
                return passed;
            }

            @Override
            public void close() {
                endMs = NEVER;
            }
        };
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            CLibrary.close(descriptor);
        }
    }
}
