package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.rotation.RotatedName;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rotates the log files of apps, in directories that their users may own, without ever being led elsewhere.
 *
 * <p>Any thread may call; of one app only one rotation is under way at a time. Each call may block for disk I/O.
 */
public interface LogRotation {
    /** The files of an app that are rotated, each once; one that could not be opened is left out. */
    List<Log> logsOf(AppSpec spec);

    /** What there is of a log now; empty when it does not exist. */
    Optional<Look> look(Log log) throws IOException;

    /** Calls {@code written} once when the log is written next; false when it does not exist. It must not block. */
    boolean watch(Log log, Runnable written) throws IOException;

    /**
     * Begins a rotation; what an earlier one of the app left unfinished is dealt with first.
     *
     * @param time for the name, in the host's zone
     */
    Work begin(Log log, LocalDateTime time) throws IOException;

    /** The apps with a rotation that was cut short by the end of the daemon before. */
    Set<AppName> unfinished() throws IOException;

    /**
     * Finishes or undoes such a rotation; to be called before the app may write again.
     *
     * @return what was done, empty when there was nothing to do
     */
    Optional<Recovered> recover(AppName app) throws IOException;

    /** Compresses one rotated file that is not compressed yet; false when there is none. */
    boolean compressNext(Log log) throws IOException;

    /** Deletes the rotated files that are too old; returns how many. */
    int deleteExpired(Log log, Instant now) throws IOException;

    /** One rotation. */
    interface Work extends Closeable {
        /** Copies what is there while the app runs; returns how much that was. */
        long copy() throws IOException;

        /** Makes the copy so far safe, so that {@link #cut} has little to do. */
        void prepare() throws IOException;

        /** How much more there is to copy now. */
        long remaining() throws IOException;

        /**
         * Freezes the app if it runs, copies what is left, empties the log, and lets the app go on; in the app's lane.
         *
         * @throws IOException when the log was left as it is
         */
        Cut cut() throws IOException;

        /** Gives the copy its name, after making room for it; empty when nothing is kept. */
        Optional<RotatedName> publish() throws IOException;

        /** Throws the copy away unless the log was emptied. */
        @Override
        void close();
    }

    /** One file of an app; told apart by app and path. */
    record Log(AppSpec app, String declared, String path) {}

    /** A log at one moment. */
    record Look(long size, Instant modified) {}

    /**
     * How a log was emptied.
     *
     * @param bytes that it had
     * @param pause how long the app stood still
     * @param frozen false when the app ran on although it should have stood still
     */
    record Cut(long bytes, Duration pause, boolean frozen) {}

    /**
     * What became of a rotation that was cut short.
     *
     * @param kept whether the log had been emptied, so that the copy was kept
     */
    record Recovered(boolean kept, String message) {}
}
