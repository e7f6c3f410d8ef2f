package io.processmaster.daemon.port;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.port.LogFiles.LogFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the log files of apps to people; any thread may call. */
public interface LogReader {
    /**
     * The last lines of the app's log files that exist, and of their rotated files as far as they are needed; one that
     * cannot be opened safely has a notice instead.
     *
     * <p>A rotation that comes between is noticed and everything is read again; when it comes too often, a notice says
     * that lines may be missing or there twice.
     *
     * @throws IllegalArgumentException when the query's pattern is no regular expression; the message says why
     */
    List<Tail> tail(AppSpec spec, Query query);

    /**
     * The files that the definition names, existing or not.
     *
     * @param chosen name, declared path or absolute path of the one wanted; empty for all
     */
    List<LogFile> declared(AppSpec spec, Optional<String> chosen);

    /**
     * Begins to follow; the last lines come first.
     *
     * @param lines how many of the last lines of each file, as bounded for {@link Query}
     */
    LogFollower follow(List<Source> sources, int lines) throws IOException;

    /**
     * Opens one of {@link #declared} to read it as it is, without its rotated files.
     *
     * @return empty when it does not exist
     * @throws IOException with a message that names the path and what it is, such as a link
     */
    Optional<Bytes> open(AppSpec spec, LogFile file) throws IOException;

    /** The bytes of an open file, for one thread at a time; what is written meanwhile is there to be read. */
    interface Bytes extends Closeable {
        /** How many it had when it was opened. */
        long size();

        /** Reads from a place in the file into the start of {@code into}; returns how many, 0 at its end. */
        int read(byte[] into, long offset) throws IOException;

        @Override
        void close();
    }

    /**
     * What to show.
     *
     * @param file as for {@link #declared}
     * @param lines per file at the most, 10,000 at the most, and 4 MiB of them
     * @param since only from the first line that begins with this time or a later one
     * @param grep only lines in which this regular expression is found
     */
    record Query(Optional<String> file, int lines, Optional<Instant> since, Optional<String> grep) {}

    /**
     * The end of one file.
     *
     * @param lines oldest first; one longer than 64 KiB is cut and marked
     * @param notice what the reader should know, such as that no line has a time, or why it is not shown; empty for nothing
     */
    record Tail(LogFile file, List<String> lines, Optional<String> notice) {
        /** Copies the list. */
        public Tail {
            lines = List.copyOf(lines);
        }
    }

    /** One file of one app to follow. */
    record Source(AppSpec app, LogFile file) {}
}
