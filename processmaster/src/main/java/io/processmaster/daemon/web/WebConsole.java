package io.processmaster.daemon.web;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.control.ConsoleLog;
import io.processmaster.daemon.rpc.Dispatcher;
import io.processmaster.daemon.web.access.CsrfTokens;
import io.processmaster.daemon.web.access.Doorkeeper;
import io.processmaster.daemon.web.access.HostRule;
import io.processmaster.daemon.web.access.KeyedDigest;
import io.processmaster.daemon.web.access.OriginRule;
import io.processmaster.daemon.web.access.Permissions;
import io.processmaster.daemon.web.access.Sessions;
import io.processmaster.daemon.web.api.NativeApi;
import io.processmaster.daemon.web.api.NativeErrors;
import io.processmaster.daemon.web.api.OpenApi;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.page.SessionPages;
import io.processmaster.daemon.web.server.Guard;
import io.processmaster.daemon.web.server.HttpServer;
import io.processmaster.daemon.web.server.OpenRoute;
import io.processmaster.daemon.web.server.Site;
import io.processmaster.daemon.web.tls.BadIdentity;
import io.processmaster.daemon.web.tls.RenewedIdentity;
import io.processmaster.daemon.web.tls.TlsContext;
import io.processmaster.daemon.web.tls.TlsNews;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** The daemon's face in the browser and over HTTP, while it is open. */
public final class WebConsole implements AutoCloseable {
    private final Doorkeeper doorkeeper;
    private final HttpServer server;

    private WebConsole(Doorkeeper doorkeeper, HttpServer server) {
        this.doorkeeper = doorkeeper;
        this.server = server;
    }

    /**
     * What it shows and steers.
     *
     * @param dispatcher serves the methods of the protocol
     * @param server which daemon this is
     * @param sites the further parts of the console
     * @param log hears who comes and goes
     */
    public record Parts(Dispatcher dispatcher, ServerInfo server, Sites sites, ConsoleLog log) {}

    /**
     * Opens it.
     *
     * @throws IOException if it cannot listen; the message says where and why
     */
    public static WebConsole open(ConsoleSpec spec, Parts parts) throws IOException {
        return open(spec, parts, System::nanoTime);
    }

    /** The same, with another clock than the host's for the age of sessions; it only goes forward. */
    static WebConsole open(ConsoleSpec spec, Parts parts, LongSupplier sessionNanos) throws IOException {
        // Undertow's own lines go where the daemon's go; read when the first of its classes is used.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        SecureRandom random = new SecureRandom();
        KeyedDigest digest = new KeyedDigest(random);
        Sessions sessions = new Sessions(random, sessionNanos);
        CsrfTokens tokens = new CsrfTokens(digest, random);
        Doorkeeper doorkeeper = new Doorkeeper(spec, digest, sessions, parts.log()::loginFailed, System::nanoTime);
        SessionPages pages = new SessionPages(new SessionPages.Parts(
                doorkeeper,
                sessions,
                tokens,
                parts.server(),
                spec.allowCreate(),
                spec.tls().isPresent(),
                parts.log()));
        Guard guard = new Guard(
                new HostRule(spec.bind(), spec.hosts()), new OriginRule(spec.hosts()), doorkeeper, sessions, tokens);
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(spec.bind()), spec.port());
            HttpServer server = HttpServer.open(address, tls(spec, parts.log()), site(parts, pages), guard);
            if (spec.users().isEmpty()) {
                parts.log().bootstrapPassword(spec.bind() + ":" + spec.port());
            }
            return new WebConsole(doorkeeper, server);
        } catch (IOException e) {
            doorkeeper.close();
            throw new IOException("listening on " + spec.bind() + ", port " + spec.port() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<SSLContext> tls(ConsoleSpec spec, ConsoleLog log) throws IOException {
        if (spec.tls().isEmpty()) {
            return Optional.empty();
        }
        ConsoleSpec.Tls files = spec.tls().get();
        try {
            RenewedIdentity identity =
                    RenewedIdentity.of(Path.of(files.certificate()), Path.of(files.key()), System::nanoTime, news(log));
            log.certificateInForce(identity.current()::warning);
            return Optional.of(TlsContext.of(identity));
        } catch (BadIdentity e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TlsNews news(ConsoleLog log) {
        return new TlsNews() {
            @Override
            public void renewed(Instant validUntil) {
                log.certificateRenewed(validUntil);
            }

            @Override
            public void refused(String why) {
                log.certificateRefused(why);
            }
        };
    }

    private static Site site(Parts parts, SessionPages pages) {
        ErrorForm errors = new NativeErrors();
        List<Route> routes = new ArrayList<>(pages.routes(errors));
        routes.addAll(new NativeApi(parts.dispatcher(), Permissions::leastRole).routes());
        routes.addAll(parts.sites().routes());
        List<OpenRoute> open = List.of(new OpenRoute("POST", "/login", pages::logIn));
        routes.add(OpenApi.route(routes, parts.server().build().version(), errors));
        return new Site(routes, parts.sites().sockets(), open, pages.entrance(), errors);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Takes no more requests, ends WebSockets, and lets what is being answered finish for at most 5 s. */
    @Override
    public void close() {
        server.close();
        doorkeeper.close();
    }
}
