package io.processmaster.daemon.web.live;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.FollowSink;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Link;
import io.processmaster.daemon.web.http.SocketRoute;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs as they grow: each stream has a follower with a thread, which ends when its link does. */
final class LogStreams implements SocketRoute.Service, AutoCloseable {
    /** How many logs may be followed over the console at a time. */
    static final int MAX_STREAMS = 64;

    /** How long a client that takes nothing holds up its follower before text is left out. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    // Codes of the protocol.
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int MOST_REASON_BYTES = 120;
    private static final Logger LOG = LoggerFactory.getLogger(LogStreams.class);

    private final Source source;
    private final Set<Link> streams = new HashSet<>();
    private boolean closed;

    /** Where the text comes from. */
    @FunctionalInterface
    interface Source {
        /** Streams until the sink is closed. */
        void follow(LogQuery query, FollowSink<LogChunk> sink) throws Refused;
    }

    LogStreams(Source source) {
        this.source = source;
    }

    @Override
    public void opened(Link link, Ask ask) throws Refused {
        LogQuery query = new LogQuery(ask.find("name"), ask.find("file"), lines(ask));
        enter(link);
        LogSink sink = new LogSink(link, PATIENCE);
        Thread thread = new Thread(() -> follow(query, link, sink), "pm-web-log");
        thread.setDaemon(true);
        thread.start();
    }

    private static int lines(Ask ask) throws Refused {
        Optional<String> given = ask.find("lines");
        if (given.isEmpty()) {
            return Bounds.LOG_LINES_DEFAULT;
        }
        if (given.get().matches("[0-9]{1,9}") && Integer.parseInt(given.get()) <= Bounds.LOG_LINES) {
            return Integer.parseInt(given.get());
        }
        throw new Refused(
                ErrorKind.INVALID_PARAMS, "cannot follow a log: lines is not a number from 0 to " + Bounds.LOG_LINES);
    }

    private synchronized void enter(Link link) throws Refused {
        if (closed) {
            throw new Refused(ErrorKind.SHUTTING_DOWN, "cannot follow a log: the daemon is ending");
        }
        if (streams.size() >= MAX_STREAMS) {
            throw new Refused(
                    ErrorKind.TOO_MANY_STREAMS,
                    "cannot follow a log: " + MAX_STREAMS + " are followed already (close one)");
        }
        streams.add(link);
    }

    private synchronized void leave(Link link) {
        streams.remove(link);
    }

    /** How many streams there are. */
    synchronized int count() {
        return streams.size();
    }

    private void follow(LogQuery query, Link link, LogSink sink) {
        String reason = "it is over";
        try {
            sink.listen();
            source.follow(query, sink);
        } catch (Refused why) {
            reason = why.getMessage();
        } catch (RuntimeException e) {
            LOG.error("following {} failed by a bug", query, e);
            reason = "a fault of the daemon";
        } finally {
            leave(link);
        }
        sink.end(reason);
        link.close(NORMAL, cut(reason));
    }

    /** The protocol has little room; the whole reason was told before. */
    private static String cut(String reason) {
        StringBuilder fits = new StringBuilder();
        int bytes = 0;
        for (int c : reason.codePoints().toArray()) {
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > MOST_REASON_BYTES) {
                break;
            }
            fits.appendCodePoint(c);
        }
        return fits.toString();
    }

    /** Closes all links, which ends their followers, and takes no more. */
    @Override
    public void close() {
        List<Link> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(streams);
        }
        all.forEach(link -> link.close(GOING_AWAY, "the daemon is ending"));
    }
}
