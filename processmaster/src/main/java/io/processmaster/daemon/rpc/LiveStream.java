package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.FollowSink;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.socket.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One stream over a connection; anything that the client sends or its hang-up ends it. */
final class LiveStream implements Outlet {
    private static final JsonObject ACCEPTED =
            JsonObject.builder().put("following", true).build();

    private final JsonValue id;
    private final Method method;
    private final Peer peer;
    private final Wire wire;
    private final BooleanSupplier undisturbed;
    private boolean begun;
    private boolean ended;
    private IOException broken;

    LiveStream(JsonValue id, Method method, Peer peer, Wire wire, BooleanSupplier undisturbed) {
        this.id = id;
        this.method = method;
        this.peer = peer;
        this.wire = wire;
        this.undisturbed = undisturbed;
    }

    @Override
    public <T> FollowSink<T> sink(String notification, Function<T, JsonObject> params) {
        return new Sink<>(notification, params);
    }

    /** Tells the client why it gets nothing, or nothing more. */
    void refuse(Refused why) throws IOException {
        if (begun) {
            finish(why.getMessage());
        } else {
            wire.error(id, why.kind(), why.getMessage(), why.data());
            begun = true;
            ended = true;
        }
    }

    /** Tells the client that the stream is over, unless it knows. */
    void finish(String reason) throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (!begun) {
            refuse(new Refused(ErrorKind.INTERNAL, method.wireName() + ": the stream ended before it began"));
        } else if (!ended) {
            ended = true;
            wire.notification(
                    Envelope.END, JsonObject.builder().put("reason", reason).build());
        }
    }

    private boolean isOpen(Duration most) {
        if (broken != null || !undisturbed.getAsBoolean()) {
            return false;
        }
        try {
            return !peer.awaitReadable(most) && undisturbed.getAsBoolean();
        } catch (IOException e) {
            broken = e;
            return false;
        }
    }

    private final class Sink<T> implements FollowSink<T> {
        private final String notification;
        private final Function<T, JsonObject> params;

        Sink(String notification, Function<T, JsonObject> params) {
            this.notification = notification;
            this.params = params;
        }

        @Override
        public void begin() {
            begun = true;
            attempt(() -> wire.reply(id, method, ACCEPTED));
        }

        @Override
        public boolean offer(T item) {
            return LiveStream.this.isOpen(Duration.ZERO)
                    && attempt(() -> wire.notification(notification, params.apply(item)));
        }

        @Override
        public boolean isOpen() {
            return LiveStream.this.isOpen(Duration.ZERO);
        }

        @Override
        public int descriptor() {
            return peer.fd();
        }

        @Override
        public boolean await(Duration most) {
            return LiveStream.this.isOpen(most);
        }

        @Override
        public void wake() {
            peer.wake();
        }

        private boolean attempt(Writing writing) {
            try {
                writing.run();
                return true;
            } catch (IOException e) {
                broken = e;
                return false;
            }
        }
    }

    /** Something that may break the stream. */
    private interface Writing {
        void run() throws IOException;
    }
}
