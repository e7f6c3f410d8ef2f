package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.rpc.socket.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes messages to a client; one that does not take them in time fails with an {@link IOException}. */
final class Wire {
    private final Peer peer;
    private final Duration most;

    Wire(Peer peer, Duration most) {
        this.peer = peer;
        this.most = most;
    }

    void reply(JsonValue id, Method method, JsonObject result) throws IOException {
        send(replyLine(id, method, result));
    }

    /** What {@link #reply} sends. */
    static byte[] replyLine(JsonValue id, Method method, JsonObject result) {
        byte[] line = encode(Envelope.reply(id, result));
        if (line.length <= Bounds.REPLY_BYTES) {
            return line;
        }
        return encode(Envelope.error(
                id,
                ErrorKind.TOO_LARGE,
                method.wireName() + ": the reply is longer than " + Bounds.REPLY_BYTES + " bytes (ask for less)",
                JsonObject.EMPTY));
    }

    void error(JsonValue id, ErrorKind kind, String message, JsonObject data) throws IOException {
        send(encode(Envelope.error(id, kind, message, data)));
    }

    void notification(String name, JsonObject params) throws IOException {
        send(encode(Envelope.notification(name, params)));
    }

    /** Sends a line that was made before. */
    void send(byte[] line) throws IOException {
        if (!peer.write(ByteBuffer.wrap(line), most)) {
            throw new IOException("writing to the client: it took nothing for " + most.toMillis() + " ms");
        }
    }

    private static byte[] encode(JsonObject message) {
        StringBuilder line = new StringBuilder();
        message.writeTo(line);
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
