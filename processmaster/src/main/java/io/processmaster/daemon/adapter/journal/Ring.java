package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The newest entries in memory, without a gap; not safe for use by several threads. */
final class Ring {
    /** The most entries that it holds. */
    static final int MAX_ENTRIES = 2_000;

    /** The most characters that its entries have together, so that long messages do not fill the heap. */
    static final long MAX_CHARS = 4L << 20;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long chars;

    void add(JournalEntry entry) {
        entries.addLast(entry);
        chars += weight(entry);
        while (entries.size() > MAX_ENTRIES || chars > MAX_CHARS) {
            chars -= weight(entries.removeFirst());
        }
    }

    /** Number of the oldest entry; everything newer is here too. {@link Long#MAX_VALUE} when there is none. */
    long oldest() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.getFirst().seq();
    }

    /** The newest {@code n} entries of that app, oldest first. */
    List<JournalEntry> newest(Optional<AppName> app, int n) {
        Deque<JournalEntry> found = new ArrayDeque<>();
        Iterator<JournalEntry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && found.size() < n) {
            JournalEntry entry = backwards.next();
            if (concerns(entry, app)) {
                found.addFirst(entry);
            }
        }
        return List.copyOf(found);
    }

    /** Whether a reader who asked for that app wants this entry. */
    static boolean concerns(JournalEntry entry, Optional<AppName> app) {
        return app.isEmpty() || app.equals(entry.app());
    }

    private static long weight(JournalEntry entry) {
        long sum = entry.message().length();
        for (String value : entry.data().values()) {
            sum += value.length();
        }
        return sum;
    }
}
