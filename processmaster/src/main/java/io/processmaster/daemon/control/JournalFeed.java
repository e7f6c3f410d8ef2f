package io.processmaster.daemon.control;

import io.processmaster.common.api.EventEntry;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.port.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One subscription of the journal, read without waiting. */
final class JournalFeed implements EventFeed {
    private final EventLog.Subscription subscription;

    JournalFeed(EventLog journal, int last, Runnable arrived) {
        subscription = journal.subscribe(Optional.empty(), last);
        subscription.whenArrived(arrived);
    }

    @Override
    public List<EventEntry> take(int most) {
        List<EventEntry> events = new ArrayList<>();
        try {
            while (events.size() < most) {
                Optional<JournalEntry> next = subscription.poll(Duration.ZERO);
                if (next.isEmpty()) {
                    return events;
                }
                events.add(Follows.entry(next.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return events;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
