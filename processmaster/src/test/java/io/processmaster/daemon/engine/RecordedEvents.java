package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A journal in memory that a test can wait for. */
final class RecordedEvents implements EventLog {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public synchronized JournalEntry append(
            Moment at,
            String component,
            Optional<AppName> app,
            String event,
            String message,
            Map<String, String> data) {
        JournalEntry entry =
                new JournalEntry(entries.size() + 1, at.epochMillis(), component, app, event, message, data);
        entries.add(entry);
        notifyAll();
        return entry;
    }

    @Override
    public synchronized List<JournalEntry> tail(Optional<AppName> app, int n) {
        return entries.stream()
                .filter(entry -> app.isEmpty() || entry.app().equals(app))
                .toList();
    }

    @Override
    public Subscription subscribe(Optional<AppName> app, int n) {
        throw new UnsupportedOperationException("the engine does not read the journal");
    }

    /** Waits until there is such an entry. */
    synchronized JournalEntry await(String what, Predicate<JournalEntry> wanted) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            Optional<JournalEntry> found = entries.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no event: " + what + ", but " + entries);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    JournalEntry await(AppName app, String event) throws InterruptedException {
        return await(
                app + " " + event,
                entry -> entry.app().equals(Optional.of(app)) && entry.event().equals(event));
    }

    /** Waits until the app came into the phase. */
    JournalEntry awaitPhase(AppName app, String phase) throws InterruptedException {
        return await(
                app + " " + phase,
                entry -> entry.app().equals(Optional.of(app))
                        && phase.equals(entry.data().get("to")));
    }
}
