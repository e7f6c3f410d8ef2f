package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.FormText;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** The running server: accepts connections, and answers what comes over them with one site. */
public final class HttpServer implements AutoCloseable {
    private static final int IO_THREADS = 2;
    // They only do the arithmetic of TLS handshakes.
    private static final int TASK_THREADS = 2;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int BUFFERS_KEPT = 256;
    private static final int BACKLOG = 256;

    private final XnioWorker io;
    private final DefaultByteBufferPool buffers;
    private final Workers workers;
    private final Links links;
    private final AcceptingChannel<? extends StreamConnection> listener;
    private final HttpOpenListener http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(InetSocketAddress address, Optional<SSLContext> tls, Site site, Guard guard) throws IOException {
        workers = new Workers();
        links = new Links(workers, guard.sessions());
        buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, BUFFERS_KEPT, 0, 0);
        RouteTable routes = new RouteTable(site.routes(), site.sockets(), site.usual());
        Newcomers<StreamConnection> newcomers = new Newcomers<>();
        HttpHandler front = new Front(guard, site, routes, new Service(workers), links, newcomers);
        StandardHeaders headers = new StandardHeaders(tls.isPresent());
        HttpHandler root = new HttpContinueReadHandler(exchange -> {
            headers.addTo(exchange);
            front.handleRequest(exchange);
        });
        http = new HttpOpenListener(buffers, protocol());
        http.setRootHandler(root);
        Xnio xnio = Xnio.getInstance(HttpServer.class.getClassLoader());
        io = xnio.createWorker(workerOptions());
        Admission admission = new Admission(http, newcomers, headers, tls.isPresent());
        try {
            listener = listen(xnio, address, tls, ChannelListeners.openListenerAdapter(admission));
        } catch (IOException e) {
            io.shutdownNow();
            closePools();
            throw e;
        }
        listener.resumeAccepts();
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be had
     */
    public static HttpServer open(InetSocketAddress address, Optional<SSLContext> tls, Site site, Guard guard)
            throws IOException {
        return new HttpServer(address, tls, site, guard);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the two kinds of servers have no common type for their listeners
    private AcceptingChannel<? extends StreamConnection> listen(
            Xnio xnio, InetSocketAddress address, Optional<SSLContext> tls, ChannelListener accept) throws IOException {
        return tls.isPresent()
                ? new UndertowXnioSsl(xnio, OptionMap.EMPTY, buffers, tls.get())
                        .createSslConnectionServer(io, address, accept, socketOptions())
                : io.createStreamConnectionServer(address, accept, socketOptions());
    }

    private static OptionMap workerOptions() {
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "pm-web-io")
                .set(Options.WORKER_IO_THREADS, IO_THREADS)
                .set(Options.WORKER_TASK_CORE_THREADS, TASK_THREADS)
                .set(Options.WORKER_TASK_MAX_THREADS, TASK_THREADS)
                .set(Options.THREAD_DAEMON, true)
                .getMap();
    }

    private static OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.WRITE_TIMEOUT, (int) HttpLimits.WRITE.toMillis())
                .getMap();
    }

    private static OptionMap protocol() {
        return OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, HttpLimits.HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, HttpLimits.HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, FormText.MOST)
                .set(UndertowOptions.MAX_ENTITY_SIZE, (long) HttpLimits.BODY_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) HttpLimits.HEADER_TIME.toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) HttpLimits.IDLE.toMillis())
                .set(UndertowOptions.IDLE_TIMEOUT, (int) HttpLimits.IDLE.toMillis())
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                // They count the connections.
                .set(UndertowOptions.ENABLE_STATISTICS, true)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .getMap();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Accepts no more, ends WebSockets, and lets what is being answered finish for at most 5 s. */
    @Override
    public void close() {
        // Closing a listener whose threads have ended would wait for them forever.
        if (closed.getAndSet(true)) {
            return;
        }
        IoUtils.safeClose(listener);
        closePools();
        http.closeConnections();
        io.shutdownNow();
        try {
            var unused = io.awaitTermination(HttpLimits.CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }

    private void closePools() {
        try {
            links.finish();
            workers.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
