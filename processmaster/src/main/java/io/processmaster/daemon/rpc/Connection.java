package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.socket.Peer;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: serves its requests one after the other, in their order, on one thread. */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Peer peer;
    private final Supplier<Actor> asker;
    private final Dispatcher dispatcher;
    private final RpcLimits limits;
    private final Semaphore streams;
    private final WholeAnswers whole;
    private final BooleanSupplier closing;
    private final LineReader reader;
    private final Wire wire;
    private final Gate gate = new Gate();
    // Found out when somebody wants to know it: the database of users may be on another host, which may be down.
    private Actor actor;

    Connection(
            Peer peer,
            Supplier<Actor> asker,
            Dispatcher dispatcher,
            RpcLimits limits,
            Semaphore streams,
            Semaphore longLines,
            WholeAnswers whole,
            BooleanSupplier closing) {
        this.peer = peer;
        this.asker = asker;
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.streams = streams;
        this.whole = whole;
        this.closing = closing;
        this.reader = new LineReader(peer, limits, longLines);
        this.wire = new Wire(peer, limits.write());
    }

    @Override
    public void run() {
        try (peer) {
            while (true) {
                LineReader.Outcome outcome = reader.next();
                if (!(outcome instanceof LineReader.Outcome.Line line)) {
                    sayFarewell((LineReader.Outcome.Nothing) outcome);
                    return;
                }
                serve(line.bytes());
            }
        } catch (IOException e) {
            LOG.debug("connection of pid {} ended: {}", peer.credentials().pid(), e.getMessage());
        } finally {
            reader.close();
        }
    }

    private void sayFarewell(LineReader.Outcome.Nothing why) throws IOException {
        switch (why) {
            case END, IDLE -> {}
            case HALF_LINE ->
                wire.error(
                        JsonNull.NULL,
                        ErrorKind.HALF_LINE,
                        "reading a request: its line did not end within "
                                + limits.halfLine().toMillis() + " ms",
                        JsonObject.EMPTY);
            case TOO_LONG ->
                wire.error(
                        JsonNull.NULL,
                        ErrorKind.TOO_LARGE,
                        "reading a request: its line is longer than " + limits.requestBytes() + " bytes",
                        JsonObject.EMPTY);
            case CROWDED ->
                wire.error(
                        JsonNull.NULL,
                        ErrorKind.BUSY,
                        "reading a request: others send long lines too (try again, or send less than "
                                + RpcLimits.SHORT_LINE_BYTES + " bytes)",
                        JsonObject.EMPTY);
        }
    }

    private void serve(byte[] line) throws IOException {
        Request request;
        try {
            request = Request.parse(line);
        } catch (Request.Unreadable e) {
            wire.error(e.id(), e.kind(), e.getMessage(), JsonObject.EMPTY);
            return;
        }
        try {
            serve(request);
        } catch (Refused e) {
            wire.error(request.id(), e.kind(), e.getMessage(), e.data());
        }
    }

    private void serve(Request request) throws IOException, Refused {
        gate.check(request.method());
        if (closing.getAsBoolean()) {
            throw new Refused(ErrorKind.SHUTTING_DOWN, request.method() + ": the daemon is ending");
        }
        Method method = Method.named(request.method())
                .orElseThrow(
                        () -> new Refused(ErrorKind.UNKNOWN_METHOD, "there is no method " + brief(request.method())));
        if (!(request.params() instanceof JsonObject params)) {
            throw new Refused(ErrorKind.INVALID_PARAMS, "params of " + request.method() + " must be an object");
        }
        if (method.effect() == Method.Effect.STREAMS) {
            stream(request.id(), method, params);
        } else if (method == Method.STATUS) {
            whole.serve(() -> Wire.replyLine(request.id(), method, answer(method, params)), wire::send);
        } else {
            wire.reply(request.id(), method, answer(method, params));
        }
    }

    private Actor actor() {
        if (actor == null) {
            actor = asker.get();
        }
        return actor;
    }

    private static String brief(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }

    private JsonObject answer(Method method, JsonObject params) throws Refused {
        try {
            JsonObject result = dispatcher.answer(method, params, this::actor);
            if (method == Method.HELLO) {
                gate.open();
            }
            return result;
        } catch (Refused e) {
            if (e.kind() == ErrorKind.NOT_CO_BUILT) {
                gate.shut(e);
            }
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw Fault.refusal(method, actor(), e);
        }
    }

    private void stream(JsonValue id, Method method, JsonObject params) throws IOException, Refused {
        if (!streams.tryAcquire()) {
            throw new Refused(
                    ErrorKind.TOO_MANY_STREAMS,
                    method.wireName() + ": all " + limits.streams() + " streams are taken (end one and try again)");
        }
        // The request is served as far as memory goes; a stream may last for days.
        reader.release();
        LiveStream stream = new LiveStream(id, method, peer, wire, this::isUndisturbed);
        try {
            dispatcher.stream(method, params, this::actor, stream);
        } catch (Refused e) {
            stream.refuse(e);
        } catch (RuntimeException | StackOverflowError e) {
            stream.refuse(Fault.refusal(method, actor(), e));
        } finally {
            streams.release();
        }
        stream.finish(closing.getAsBoolean() ? "the daemon is ending" : "nothing more will come");
    }

    private boolean isUndisturbed() {
        return reader.isDrained() && !closing.getAsBoolean();
    }

    /** Ends what waits for the client; the thread then ends by itself, perhaps after its last answer. */
    void endInput() {
        peer.endInput();
        peer.wake();
    }

    /** Ends everything at once. */
    void endBoth() {
        peer.endBoth();
    }
}
