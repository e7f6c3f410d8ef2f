package io.processmaster.daemon.web.server;

import java.time.Duration;

/** How far clients of the console may go. */
public final class HttpLimits {
    /** Connections at a time, WebSockets included. */
    static final int CONNECTIONS = 1_024;

    /** Bytes of the request line and all headers together. */
    static final int HEADER_BYTES = 16 << 10;

    /** Headers of a request. */
    static final int HEADERS = 100;

    /** Bytes of a request's body. */
    static final int BODY_BYTES = 1 << 20;

    /** From the first byte of a request to the end of its headers. */
    static final Duration HEADER_TIME = Duration.ofSeconds(10);

    /** From the end of the headers to the end of the body. */
    static final Duration BODY_TIME = Duration.ofSeconds(10);

    /** A connection on which nothing is asked. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** A client that takes nothing of an answer. */
    static final Duration WRITE = Duration.ofSeconds(30);

    /** Requests that may still be answered when the console closes. */
    static final Duration CLOSING = Duration.ofSeconds(5);

    /** Threads that answer what takes milliseconds. */
    static final int QUICK_THREADS = 8;

    /** Threads that answer what takes as long as an app takes to stop. */
    static final int PATIENT_THREADS = 32;

    /** WebSockets at a time. */
    static final int LINKS = 600;

    /** Texts that wait for the client of one WebSocket. */
    static final int LINK_TEXTS = 512;

    /** Bytes that wait for the client of one WebSocket; a single larger text is taken when nothing waits. */
    static final int LINK_BYTES = 1 << 20;

    /** Bytes of one text from the client of a WebSocket. */
    static final int LINK_FRAME_BYTES = 4 << 10;

    /** Between two pings of a WebSocket. */
    static final Duration PING = Duration.ofSeconds(20);

    /** A WebSocket whose client takes nothing of what waits. */
    static final Duration LINK_STALLED = Duration.ofSeconds(30);

    private HttpLimits() {}
}
