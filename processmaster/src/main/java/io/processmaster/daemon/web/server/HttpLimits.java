package io.processmaster.daemon.web.server;

import java.time.Duration;

/** How far clients of the console may go. */
public final class HttpLimits {
    /** Connections at a time, WebSockets included. */
    static final int CONNECTIONS = 1_024;

    /** Of them, those over which nobody proved yet who they are; beyond it, the oldest one ends. */
    static final int NEWCOMERS = 512;

    /** The same of one address of IPv4 or one /64 network of IPv6. */
    static final int NEWCOMERS_OF_ADDRESS = 256;

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
    static final int QUICK_THREADS = 4;

    /** Threads that tell of all apps, which takes a third of the daemon's memory when there are 10,000. */
    static final int WHOLE_THREADS = 1;

    /** Requests that wait for that. */
    static final int WHOLE_QUEUE = 64;

    /** Threads that read logs for an answer, which takes seconds and much memory. */
    static final int READING_THREADS = 2;

    /** Requests that wait for such a thread. */
    static final int READING_QUEUE = 16;

    /** An answer of more bytes than this counts as a large one. */
    static final int LARGE_BYTES = 64 << 10;

    /** Bytes of all large answers that clients have not taken yet; a single larger one is sent when there is no other. */
    static final int LARGE_ANSWERS_BYTES = 24 << 20;

    /** From the first to the last byte of a large answer. */
    static final Duration LARGE_TIME = Duration.ofSeconds(60);

    /** Threads that answer what takes as long as an app takes to stop. */
    static final int PATIENT_THREADS = 32;

    /** WebSockets at a time. */
    static final int LINKS = 600;

    /** Texts that wait for the client of one WebSocket. */
    static final int LINK_TEXTS = 512;

    /** Bytes that wait for the client of one WebSocket; a single larger text is taken when nothing waits. */
    static final int LINK_BYTES = 1 << 20;

    /** Bytes that wait for the clients of all WebSockets; a text of at most 4 KiB is taken when nothing waits for its client. */
    static final int ALL_LINKS_BYTES = 24 << 20;

    /** Bytes of one text from the client of a WebSocket. */
    static final int LINK_FRAME_BYTES = 4 << 10;

    /** Between two pings of a WebSocket. */
    static final Duration PING = Duration.ofSeconds(20);

    /** A WebSocket whose client takes nothing of what waits. */
    static final Duration LINK_STALLED = Duration.ofSeconds(30);

    private HttpLimits() {}
}
