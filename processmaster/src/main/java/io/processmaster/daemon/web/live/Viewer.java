package io.processmaster.daemon.web.live;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.web.http.Link;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One link and what its client still has to be told; of the hub's thread, but for the word of the link.
 *
 * <p>What the link does not take is not kept: the client is told all of the topic later, when it has taken what waits.
 */
final class Viewer {
    private final Link link;
    private final Dialect dialect;
    private final Runnable wake;
    private final Set<Topic> owed = EnumSet.noneOf(Topic.class);
    private long seq;
    private long dropped;
    private boolean waiting;
    private volatile Wish wish = Wish.NONE;
    private volatile boolean drained;
    private volatile boolean gone;

    /**
     * Of a client that knows nothing.
     *
     * @param wake called when it is worth while to go on with it; for any thread
     */
    Viewer(Link link, Dialect dialect, Runnable wake) {
        this.link = link;
        this.dialect = dialect;
        this.wake = wake;
        owed.addAll(dialect.greeting());
    }

    /** Has itself told of what the link does. */
    void listen() {
        link.whenClosed(() -> {
            gone = true;
            wake.run();
        });
        link.whenText(text -> dialect.wish(text).ifPresent(wanted -> wish = wanted));
    }

    /** The app whose history it wants to see grow. */
    Optional<AppName> watched() {
        return wish.watched();
    }

    Link link() {
        return link;
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isGone() {
        return gone;
    }

    /** Whether it can be told something that it still has to be told. */
    boolean isReady() {
        return !owed.isEmpty() && (!waiting || drained);
    }

    /** Tells of something new, or sees to it that it is told of it later. */
    void tell(Topic topic, List<Message> messages) {
        if (owed.isEmpty()) {
            for (int i = 0; i < messages.size(); i++) {
                if (!send(messages.get(i))) {
                    miss(messages.size() - i);
                    return;
                }
            }
        } else if (!owed.contains(topic)) {
            miss(messages.size());
        }
    }

    private void miss(int messages) {
        dropped += messages;
        if (messages > 0) {
            owed.addAll(dialect.remedy());
        }
    }

    /**
     * Tells what it still has to be told, as far as the link takes it.
     *
     * @param all makes all that there is to say of a topic
     */
    void catchUp(Scene scene, Function<Topic, List<Message>> all) {
        waiting = false;
        drained = false;
        for (Topic topic : List.copyOf(owed)) {
            List<Message> messages =
                    switch (topic) {
                        case HELLO -> dialect.hello(scene, link.visitor());
                        case LAGGED -> dialect.lagged(dropped);
                        case APPS, USAGE, ROWS, EVENTS, SYSTEM -> all.apply(topic);
                    };
            for (Message message : messages) {
                if (!send(message)) {
                    return;
                }
            }
            owed.remove(topic);
            dropped = topic == Topic.LAGGED ? 0 : dropped;
        }
    }

    private boolean send(Message message) {
        if (link.send(message.text(seq + 1))) {
            seq++;
            return true;
        }
        if (!waiting) {
            waiting = true;
            link.whenDrained(() -> {
                drained = true;
                wake.run();
            });
        }
        return false;
    }
}
