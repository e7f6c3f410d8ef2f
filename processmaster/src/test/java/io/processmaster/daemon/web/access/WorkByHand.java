package io.processmaster.daemon.web.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Does slow work when the test says so, on a clock of its own. */
final class WorkByHand implements SlowWork {
    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_007L;
    private boolean closed;

    private record Task(Runnable work, long at) {}

    long nanos() {
        return now;
    }

    @Override
    public boolean later(Runnable work, long nanos) {
        if (!closed) {
            tasks.add(new Task(work, now + nanos));
        }
        return !closed;
    }

    /** What waits, due or not. */
    int waiting() {
        return tasks.size();
    }

    /** Does what is due, the earliest first. */
    void run() {
        Optional<Task> next = earliest();
        while (next.isPresent()) {
            tasks.remove(next.get());
            next.get().work().run();
            next = earliest();
        }
    }

    private Optional<Task> earliest() {
        return tasks.stream().filter(task -> task.at() <= now).min(Comparator.comparingLong(Task::at));
    }

    /** Lets time pass, and does what is due at its end. */
    void pass(Duration time) {
        now += time.toNanos();
        run();
    }

    @Override
    public void close() {
        closed = true;
        tasks.clear();
    }
}
