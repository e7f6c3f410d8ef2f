package io.processmaster.daemon.web.live;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.control.EventFeed;
import io.processmaster.daemon.control.LiveApi;
import io.processmaster.daemon.control.StatusFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Tells all viewers what goes on, turn by turn, while there are any; one thread calls. */
final class Broadcast implements AutoCloseable {
    /** Between two looks at the figures. */
    static final Duration TICK = Duration.ofSeconds(2);

    /** Changes of apps that are not further apart than this are told together. */
    static final Duration TOGETHER = Duration.ofMillis(50);

    /** How many events one message has at the most. */
    static final int MOST_EVENTS = 100;

    private final Scene scene;
    private final StatusFeed statuses;
    private final EventFeed events;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final List<Viewer> viewers = new ArrayList<>();
    private long nextTick;
    private long nextChange;
    private long readAt;

    /** Opens the feeds; {@code wake} is called, by any thread, when a turn is worth while before its time. */
    Broadcast(LiveApi api, long now, Runnable wake) {
        scene = new Scene(api);
        nextTick = now;
        nextChange = now;
        statuses = api.statuses(() -> raise(changed, wake));
        events = api.events(Scene.LAST_EVENTS, () -> raise(arrived, wake));
        readAt = now;
        scene.begin(statuses.all());
    }

    private static void raise(AtomicBoolean flag, Runnable wake) {
        // Once is enough until somebody has looked.
        if (flag.compareAndSet(false, true)) {
            wake.run();
        }
    }

    boolean hasViewers() {
        return !viewers.isEmpty();
    }

    /**
     * Tells what is new, and newcomers everything.
     *
     * @param newcomers who have just come
     * @param now a clock that only runs forward, nanoseconds
     * @return nanoseconds until the next turn is due, unless woken before
     */
    long turn(Collection<Viewer> newcomers, long now) {
        viewers.removeIf(Viewer::isGone);
        tellEvents();
        if (changed.get() && now - nextChange >= 0) {
            nextChange = now + TOGETHER.toNanos();
            tellChanges();
        }
        if (now - nextTick >= 0) {
            nextTick = now + TICK.toNanos();
            tick();
        }
        viewers.addAll(newcomers);
        catchUp(now);
        if (arrived.get()) {
            return 0;
        }
        long tick = nextTick - now;
        return changed.get() ? Math.max(0, Math.min(tick, nextChange - now)) : tick;
    }

    private void tellChanges() {
        // Before the look: what comes after it raises the flag again.
        changed.set(false);
        StatusFeed.Change change = statuses.changes();
        if (!change.isNothing()) {
            scene.take(change);
            tell(Topic.APPS, dialect -> dialect.changed(scene, change));
        }
    }

    private void tellEvents() {
        if (arrived.getAndSet(false)) {
            List<EventEntry> news = events.take(MOST_EVENTS);
            if (news.size() == MOST_EVENTS) {
                arrived.set(true);
            }
            if (!news.isEmpty()) {
                scene.take(news);
                tell(Topic.EVENTS, dialect -> dialect.happened(news));
            }
        }
    }

    private void tick() {
        scene.look();
        tell(Topic.SYSTEM, dialect -> dialect.all(Topic.SYSTEM, scene));
        Map<String, JsonArray> figures = scene.measure();
        tell(Topic.USAGE, dialect -> dialect.measured(scene, figures));
        if (scene.isHistoryLonger()) {
            tellRows();
        }
    }

    /** Renders once for each app that somebody watches; only those who said so do. */
    private void tellRows() {
        Map<AppName, List<Message>> rendered = new HashMap<>();
        for (Viewer viewer : viewers) {
            viewer.watched().ifPresent(app -> {
                Dialect dialect = viewer.dialect();
                viewer.tell(Topic.ROWS, rendered.computeIfAbsent(app, a -> dialect.rows(scene.newRows(a))));
            });
        }
    }

    /** Renders once for each dialect that somebody speaks. */
    private void tell(Topic topic, Function<Dialect, List<Message>> news) {
        Map<Dialect, List<Message>> rendered = new HashMap<>();
        for (Viewer viewer : viewers) {
            viewer.tell(topic, rendered.computeIfAbsent(viewer.dialect(), news));
        }
    }

    private record Part(Dialect dialect, Topic topic) {}

    private void catchUp(long now) {
        Map<Part, List<Message>> rendered = new HashMap<>();
        for (Viewer viewer : viewers) {
            if (viewer.isReady()) {
                freshen(now);
                Dialect dialect = viewer.dialect();
                viewer.catchUp(
                        scene,
                        topic -> rendered.computeIfAbsent(new Part(dialect, topic), part -> dialect.all(topic, scene)));
            }
        }
    }

    /** What the kernel says of the apps, processes and uptime above all, is not older than a tick when it is told. */
    private void freshen(long now) {
        if (now - readAt > TICK.toNanos()) {
            readAt = now;
            scene.refresh(statuses.all());
        }
    }

    @Override
    public void close() {
        statuses.close();
        events.close();
    }
}
