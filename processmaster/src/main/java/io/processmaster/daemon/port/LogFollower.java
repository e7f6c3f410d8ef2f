package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.port.LogFiles.LogFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Follows log files as they grow, through truncation, renaming, removal and re-creation. What a rotation copied away
 * before it was read is read from the copy; where it is nowhere any more, a line in brackets says so.
 *
 * <p>One thread at a time may wait and close; {@link #wake} is for any thread, at any time.
 */
public interface LogFollower extends Closeable {
    /** Stands for no further descriptor in {@link #await(Duration, int)}. */
    int NO_FD = -1;

    /** Waits until there are lines, until the time is up or {@link #wake} was called; gives what there is, maybe nothing. */
    default List<Chunk> await(Duration limit) throws IOException {
        return await(limit, NO_FD);
    }

    /**
     * As {@link #await(Duration)}, but returns at once when {@code extraFd} is readable, hung up or broken.
     *
     * @param extraFd a descriptor of the caller's, such as the client's socket
     */
    List<Chunk> await(Duration limit, int extraFd) throws IOException;

    /** Ends the present or else the next wait at once. */
    void wake();

    @Override
    void close();

    /**
     * More of one file.
     *
     * @param lines whole lines; a line that stays unfinished for a second comes as it is
     */
    record Chunk(AppName app, LogFile file, List<String> lines) {
        /** Copies the list. */
        public Chunk {
            lines = List.copyOf(lines);
        }
    }
}
