package io.processmaster.daemon.web.server;

import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.access.Sessions;
import io.processmaster.daemon.web.access.Verdict;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All WebSockets: takes new ones, pings them by one clock, ends those whose client is gone. */
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final String PACKED = "gzip";
    private static final int POLICY = 1008;
    private static final int FAULT = 1011;
    private static final int TRY_LATER = 1013;
    private static final int GOING_AWAY = 1001;
    private static final long FAREWELL_MS = 1_000;
    private static final int MOST_REASON_CHARACTERS = 40;

    private final Backlog backlog = new Backlog(HttpLimits.ALL_LINKS_BYTES);
    private final Packing packing = new Packing();
    private final Set<SocketLink> all = ConcurrentHashMap.newKeySet();
    private final Workers workers;
    private final Sessions sessions;
    private final SessionEnds ends;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pm-web-clock");
        thread.setDaemon(true);
        return thread;
    });

    Links(Workers workers, Sessions sessions) {
        this.workers = workers;
        this.sessions = sessions;
        ends = new SessionEnds(sessions, this::ring);
        long period = HttpLimits.PING.toMillis();
        var unused = clock.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
    }

    private void ring(Duration time, Runnable work) {
        try {
            var unused = clock.schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The console is closing, and with it all that sessions hold open.
            LOG.debug("no session is ended any more: {}", e.toString());
        }
    }

    private void beat() {
        long now = System.nanoTime();
        all.forEach(link -> {
            link.check(now);
            link.ping();
        });
    }

    boolean isFull() {
        return all.size() >= HttpLimits.LINKS;
    }

    /** Makes a WebSocket of the request; {@code otherwise} answers one that is not a proper handshake. */
    HttpHandler handshake(SocketRoute route, Verdict.Admitted admitted, Ask ask, HttpHandler otherwise) {
        WebSocketConnectionCallback opened = (exchange, channel) -> open(route, admitted, ask, channel);
        return new WebSocketProtocolHandshakeHandler(List.of(new Hybi13Handshake()), opened, otherwise);
    }

    private void open(SocketRoute route, Verdict.Admitted admitted, Ask ask, WebSocketChannel channel) {
        boolean takesPacked = ask.find("packed").filter(PACKED::equals).isPresent();
        SocketLink link = new SocketLink(admitted.visitor(), channel, backlog, packing, takesPacked);
        all.add(link);
        channel.addCloseTask(gone -> {
            all.remove(link);
            link.closed();
        });
        channel.getReceiveSetter().set(new Hearing(link));
        channel.resumeReceives();
        admitted.session().ifPresent(id -> {
            Runnable withdraw = sessions.whenEnded(id, () -> link.close(POLICY, "the session has ended"));
            link.whenClosed(withdraw);
            ends.watch();
        });
        if (all.size() > HttpLimits.LINKS) {
            link.close(TRY_LATER, "too many WebSockets");
            return;
        }
        try {
            workers.of(Route.Pace.QUICK).execute(() -> serve(route, link, ask));
        } catch (RejectedExecutionException e) {
            link.close(TRY_LATER, "busy");
        }
    }

    private static void serve(SocketRoute route, SocketLink link, Ask ask) {
        try {
            route.service().opened(link, ask);
        } catch (Refused e) {
            link.close(POLICY, cut(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error(
                    "the WebSocket {} of {} failed",
                    route.path(),
                    link.visitor().name(),
                    e);
            link.close(FAULT, "a fault of the daemon");
        }
    }

    /** So short that its bytes surely fit into a frame. */
    private static String cut(String reason) {
        return reason.length() <= MOST_REASON_CHARACTERS ? reason : reason.substring(0, MOST_REASON_CHARACTERS);
    }

    /** Tells all clients that the console closes, and gives those that listen a moment to hear it. */
    void finish() throws InterruptedException {
        clock.shutdownNow();
        List<SocketLink> open = List.copyOf(all);
        CountDownLatch left = new CountDownLatch(open.size());
        open.forEach(link -> {
            link.whenClosed(left::countDown);
            link.close(GOING_AWAY, "the console is closing");
        });
        var unused = left.await(FAREWELL_MS, TimeUnit.MILLISECONDS);
    }

    /** What comes from the client. */
    private static final class Hearing extends AbstractReceiveListener {
        private final SocketLink link;

        Hearing(SocketLink link) {
            this.link = link;
        }

        @Override
        protected long getMaxTextBufferSize() {
            return HttpLimits.LINK_FRAME_BYTES;
        }

        @Override
        protected long getMaxBinaryBufferSize() {
            return HttpLimits.LINK_FRAME_BYTES;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            link.heard(message.getData());
        }

        @Override
        protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
            super.onFullPongMessage(channel, message);
            link.heard();
        }
    }
}
