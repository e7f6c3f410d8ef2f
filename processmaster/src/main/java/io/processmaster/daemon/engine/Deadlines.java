package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.TimerId;
import io.processmaster.daemon.core.time.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** The timers of all apps, ordered by when they run out; arming one again replaces it. Belongs to the loop. */
final class Deadlines {
    /** One armed timer. */
    record Deadline(AppName app, TimerId timer, long run, long atNanos) {
        // By hand, both: what a record brings is made at run time, and the queue asks it of each timer of all apps.
        @Override
        public boolean equals(Object other) {
            return other instanceof Deadline deadline
                    && atNanos == deadline.atNanos
                    && run == deadline.run
                    && timer == deadline.timer
                    && app.equals(deadline.app);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(atNanos);
        }
    }

    private record Key(AppName app, TimerId timer) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && timer == key.timer && app.equals(key.app);
        }

        @Override
        public int hashCode() {
            return app.hashCode() * 31 + timer.hashCode();
        }
    }

    private final PriorityQueue<Deadline> queue =
            new PriorityQueue<>((a, b) -> Long.compare(a.atNanos() - b.atNanos(), 0));
    private final Map<Key, Deadline> armed = new HashMap<>();

    void arm(AppName app, TimerId timer, long run, Moment at) {
        Deadline deadline = new Deadline(app, timer, run, at.nanos());
        Deadline before = armed.put(new Key(app, timer), deadline);
        if (before != null) {
            queue.remove(before);
        }
        queue.add(deadline);
    }

    void cancel(AppName app, TimerId timer) {
        Deadline before = armed.remove(new Key(app, timer));
        if (before != null) {
            queue.remove(before);
        }
    }

    void cancelAll(AppName app) {
        for (TimerId timer : TimerId.values()) {
            cancel(app, timer);
        }
    }

    /** Those that have run out, in their order; they are disarmed. */
    List<Deadline> due(Moment now) {
        List<Deadline> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().atNanos() - now.nanos() <= 0) {
            Deadline deadline = queue.remove();
            armed.remove(new Key(deadline.app(), deadline.timer()));
            due.add(deadline);
        }
        return due;
    }

    /** When the next one runs out, in monotonic nanoseconds. */
    OptionalLong next() {
        return queue.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(queue.peek().atNanos());
    }
}
