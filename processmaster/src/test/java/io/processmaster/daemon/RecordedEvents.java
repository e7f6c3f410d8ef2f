package io.processmaster.daemon;

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
public final class RecordedEvents implements EventLog {
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
        List<JournalEntry> found = entries.stream()
                .filter(entry -> app.isEmpty() || entry.app().equals(app))
                .toList();
        return found.subList(Math.max(0, found.size() - n), found.size());
    }

    @Override
    public Subscription subscribe(Optional<AppName> app, int n) {
        throw new UnsupportedOperationException("nobody reads this journal");
    }

    /** Forgets what was told so far, for tests that go on for long; the numbers begin anew. */
    public synchronized void clear() {
        entries.clear();
    }

    /** The names of all events in their order. */
    public synchronized List<String> names() {
        return entries.stream().map(JournalEntry::event).toList();
    }

    /** Each event with what it says to a person, in their order. */
    public synchronized List<String> lines() {
        return entries.stream()
                .map(entry -> entry.event() + " " + entry.message())
                .toList();
    }

    /** Waits until there is such an entry. */
    public synchronized JournalEntry await(String what, Predicate<JournalEntry> wanted) throws InterruptedException {
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

    /** Waits until there is such an event of the app. */
    public JournalEntry await(AppName app, String event) throws InterruptedException {
        return await(
                app + " " + event,
                entry -> entry.app().equals(Optional.of(app)) && entry.event().equals(event));
    }

    /** Waits until the app came into the phase. */
    public JournalEntry awaitPhase(AppName app, String phase) throws InterruptedException {
        return await(
                app + " " + phase,
                entry -> entry.app().equals(Optional.of(app))
                        && phase.equals(entry.data().get("to")));
    }
}
