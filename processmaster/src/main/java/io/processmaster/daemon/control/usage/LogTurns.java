package io.processmaster.daemon.control.usage;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.port.LogSizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Measures the logs of apps in turns, a few at each look: to open a file with care takes longer than to read a counter. */
final class LogTurns {
    /** Looks until each app had its turn. */
    static final int TURNS = 6;

    private final LogSizes sizes;
    private volatile Map<AppName, Long> bytes = Map.of();
    private long turn;

    /** With these sizes. */
    LogTurns(LogSizes sizes) {
        this.sizes = sizes;
    }

    /** Measures those whose turn it is, and those that were never measured; by one thread only. */
    void look(List<AppView> apps) {
        Map<AppName, Long> before = bytes;
        Map<AppName, Long> now = new HashMap<>();
        int place = 0;
        for (AppView app : apps) {
            AppName name = app.spec().name();
            boolean isTurn = place++ % TURNS == turn % TURNS;
            Long known = before.get(name);
            now.put(name, known == null || isTurn ? Long.valueOf(sizes.ownBytes(app.spec())) : known);
        }
        turn++;
        bytes = now;
    }

    /** The size of the app's logs when it last had its turn; any thread may ask. */
    OptionalLong bytes(AppName app) {
        Long known = bytes.get(app);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }
}
