package io.processmaster.daemon.rpc;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Keeps answers that tell of all apps within the daemon's memory, whoever asks for how many: they are made one after the
 * other, and only so many of their bytes may wait for clients to take them. Any thread may call.
 */
final class WholeAnswers {
    /** Answers that are made at the same time. */
    static final int AT_ONCE = 1;

    /** Bytes that wait for clients; a single larger answer is sent when nothing waits. */
    static final int MOST_WAITING_BYTES = 24 << 20;

    // Fair, so that a client that asks again at once does not push in.
    private final Semaphore making = new Semaphore(AT_ONCE, true);
    private long waiting;

    /** Makes an answer. */
    interface Making {
        /** Its bytes, as they are sent. */
        byte[] make() throws Refused, IOException;
    }

    /** Sends an answer. */
    interface Sending {
        /** Hands it to the client; takes as long as the client does. */
        void send(byte[] answer) throws IOException;
    }

    /**
     * Makes an answer once nobody else does, and sends it.
     *
     * @throws Refused with kind busy when too much waits for clients already
     */
    void serve(Making answer, Sending client) throws Refused, IOException {
        byte[] bytes = made(answer);
        try {
            client.send(bytes);
        } finally {
            leave(bytes.length);
        }
    }

    private byte[] made(Making answer) throws Refused, IOException {
        making.acquireUninterruptibly();
        try {
            byte[] bytes = answer.make();
            enter(bytes.length);
            return bytes;
        } finally {
            making.release();
        }
    }

    private synchronized void enter(int bytes) throws Refused {
        if (waiting > 0 && waiting + bytes > MOST_WAITING_BYTES) {
            throw new Refused(
                    ErrorKind.BUSY, "telling of all apps: too many such answers wait for their clients (try again)");
        }
        waiting += bytes;
    }

    private synchronized void leave(int bytes) {
        waiting -= bytes;
    }

    /** How many wait until it is their turn to have one made. */
    int queueLength() {
        return making.getQueueLength();
    }
}
