package io.processmaster.dist;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server of a few fixed pages, on which the tests' own tools are tried. */
final class StaticSite implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    private StaticSite(HttpServer server) {
        this.server = server;
    }

    /** Starts one that knows no page yet. */
    static StaticSite start() {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            StaticSite site = new StaticSite(server);
            server.createContext("/", exchange -> {
                String page = site.pages.get(exchange.getRequestURI().getPath());
                byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
                boolean script = exchange.getRequestURI().getPath().endsWith(".js");
                exchange.getResponseHeaders().add("Content-Type", script ? "text/javascript" : "text/html");
                exchange.getResponseHeaders()
                        .add("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; connect-src *");
                exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return site;
        } catch (IOException e) {
            throw new AssertionError("cannot serve pages", e);
        }
    }

    /** Adds a page; one whose path ends in {@code .js} is a script. */
    StaticSite put(String path, String content) {
        pages.put(path, content);
        return this;
    }

    /** The address of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
