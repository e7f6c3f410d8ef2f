package io.processmaster.daemon.control;

import io.processmaster.common.api.EventEntry;
import java.util.List;

/** The journal as it goes on, without a thread that waits for it; for one thread at a time. */
public interface EventFeed extends AutoCloseable {
    /** The next events, oldest first, at most {@code most}; fewer only when there are no more now. Never waits. */
    List<EventEntry> take(int most);

    @Override
    void close();
}
