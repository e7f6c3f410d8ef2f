package io.processmaster.daemon.engine;

import io.processmaster.daemon.port.Fleet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know when there is a new snapshot; they come and go on any thread, and are told by the loop. */
final class Onlookers {
    private static final Logger LOG = LoggerFactory.getLogger(Onlookers.class);

    private final List<Look> looks = new CopyOnWriteArrayList<>();

    /** Compared by identity: the same work may be given twice. */
    private final class Look implements Fleet.Watching {
        private final Runnable published;

        Look(Runnable published) {
            this.published = published;
        }

        void tell() {
            try {
                published.run();
            } catch (RuntimeException e) {
                LOG.error("telling of a new snapshot failed by a bug", e);
                close();
            }
        }

        @Override
        public void close() {
            looks.remove(this);
        }
    }

    Fleet.Watching add(Runnable published) {
        Look look = new Look(published);
        looks.add(look);
        return look;
    }

    /** Tells all; one that fails is not told again, for the apps must not suffer from those who look at them. */
    void tell() {
        looks.forEach(Look::tell);
    }
}
