package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Reply;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a reply to the client. */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private Sending() {}

    /** Sends it; may only be called on a worker when the body is a stream. */
    static void send(HttpServerExchange exchange, Reply reply) {
        if (!exchange.isRequestComplete()) {
            // What is left of the request is not worth reading.
            exchange.setPersistent(false);
        }
        exchange.setStatusCode(reply.status());
        HeaderMap headers = exchange.getResponseHeaders();
        if (!reply.type().isEmpty()) {
            headers.put(Headers.CONTENT_TYPE, withCharset(reply.type()));
        }
        reply.headers().forEach((name, value) -> put(headers, name, value));
        if (reply.body() instanceof Reply.Bytes all) {
            sendBytes(exchange, all.bytes());
        } else if (reply.body() instanceof Reply.Stream stream) {
            sendStream(exchange, stream);
        }
    }

    private static String withCharset(String type) {
        return type.startsWith("text/") && !type.contains("charset") ? type + "; charset=utf-8" : type;
    }

    private static void put(HeaderMap headers, String name, String value) {
        HttpString header = new HttpString(name);
        headers.remove(header);
        for (String line : value.split("\n", -1)) {
            if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("the header " + name + " has a control character");
            }
            headers.add(header, line);
        }
    }

    private static void sendBytes(HttpServerExchange exchange, byte[] bytes) {
        if (exchange.getStatusCode() == 304 || exchange.getStatusCode() == 204) {
            exchange.endExchange();
            return;
        }
        exchange.setResponseContentLength(bytes.length);
        if (isHead(exchange) || bytes.length == 0) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
        }
    }

    private static void sendStream(HttpServerExchange exchange, Reply.Stream stream) {
        if (isHead(exchange)) {
            exchange.endExchange();
            return;
        }
        exchange.startBlocking();
        try {
            stream.writeTo(exchange.getOutputStream());
            exchange.endExchange();
        } catch (IOException e) {
            // A body that ends early must not look like a whole one.
            LOG.debug("an answer was cut short: {}", e.toString());
            cut(exchange);
        } catch (RuntimeException e) {
            LOG.error("an answer was cut short by a fault", e);
            cut(exchange);
        }
    }

    /** Ends the connection at once. */
    static void cut(HttpServerExchange exchange) {
        try {
            exchange.getConnection().close();
        } catch (IOException e) {
            LOG.debug("closing a connection: {}", e.toString());
        }
    }

    private static boolean isHead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().toString().equals("HEAD");
    }
}
