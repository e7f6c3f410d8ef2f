package io.processmaster.common.rpc;

/** How far a request may go; a request beyond is refused, never cut. */
public final class Bounds {
    /** Bytes of one request line, its line end not counted. */
    public static final int REQUEST_BYTES = 1 << 20;

    /** Values in one request, names of members not counted; a line of tiny ones takes a hundred times its size in memory. */
    public static final int REQUEST_VALUES = 20_000;

    /** Characters of one string parameter; the longest useful one is a path. */
    public static final int TEXT_CHARACTERS = 4096;

    /** Bytes of one reply line that a client takes. */
    public static final int REPLY_BYTES = 64 << 20;

    /** Lines that {@code logs} returns of each file at the most. */
    public static final int LOG_LINES = 10_000;

    /** The latest moment that a request may name, in milliseconds since 1970: the year 9999. */
    public static final long MOMENT_MS = 253_402_300_799_999L;

    /** Lines of each file that {@code logs} returns unless told. */
    public static final int LOG_LINES_DEFAULT = 50;

    /** Events that one reply has at the most. */
    public static final int EVENTS = 10_000;

    /** Events that one reply has unless told. */
    public static final int EVENTS_DEFAULT = 200;

    /** Runs that one reply has at the most. */
    public static final int RUNS = 1000;

    /** Runs that one reply has unless told. */
    public static final int RUNS_DEFAULT = 20;

    /** How long {@code start} may wait for services to be up and jobs to be over at the most: one day, in milliseconds. */
    public static final long WAIT_MS = 86_400_000;

    /** How long {@code start} waits for services to be up and jobs to be over unless told, in milliseconds. */
    public static final long WAIT_MS_DEFAULT = 30_000;

    private Bounds() {}
}
