package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of events; any thread may call. */
public interface EventLog {
    /** The most entries that one call of {@link #tail} or {@link #subscribe} returns; a larger wish means this many. */
    int MAX_TAIL = 10_000;

    /**
     * Records an event. Never blocks and never fails: the disk is somebody else's business.
     *
     * @param event stable name in snake_case, from the catalogue
     * @param message one line for a person; longer than 4 KiB is cut, control characters are made visible
     * @param data facts by name; treated in the same way
     * @return the entry as recorded, with its number; number 0 after the journal was closed
     */
    JournalEntry append(
            Moment at, String component, Optional<AppName> app, String event, String message, Map<String, String> data);

    /**
     * The newest entries, oldest first; may read files.
     *
     * @param app only what concerns this app; empty for everything
     */
    List<JournalEntry> tail(Optional<AppName> app, int n);

    /** The newest entries and from there on every new one, without a gap and without a repetition. */
    Subscription subscribe(Optional<AppName> app, int n);

    /** One reader's stream; close it when done. A slow reader loses the oldest and is told by an entry {@code lagged}. */
    interface Subscription extends AutoCloseable {
        /** The next entry, waiting at most {@code limit} for it; empty when none came or the stream has ended. */
        Optional<JournalEntry> poll(Duration limit) throws InterruptedException;

        /** Calls {@code wake} at once and whenever something new has come or the stream has ended; it must not block. */
        void whenArrived(Runnable wake);

        /** Whether nothing will come any more, because this or the journal was closed and all was read. */
        boolean ended();

        @Override
        void close();
    }
}
