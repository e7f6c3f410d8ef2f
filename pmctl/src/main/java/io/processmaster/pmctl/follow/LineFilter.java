package io.processmaster.pmctl.follow;

import io.processmaster.pmctl.host.Zone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Which lines of log files are shown. */
public final class LineFilter {
    private final Optional<Predicate<String>> search;
    private final OptionalLong sinceMs;
    private final Zone zone;
    // By file: whether its lines are recent enough, which a line without a time inherits from the one before.
    private final Map<String, Boolean> recent = new HashMap<>();

    /** Lines that the search finds and are not older, as far as their time can be told. */
    public LineFilter(Optional<Predicate<String>> search, OptionalLong sinceMs, Zone zone) {
        this.search = search;
        this.sinceMs = sinceMs;
        this.zone = zone;
    }

    /** Whether the next line of {@code file} is shown. */
    public boolean passes(String file, String line) {
        return isRecent(file, line) && (search.isEmpty() || search.get().test(line));
    }

    private boolean isRecent(String file, String line) {
        if (sinceMs.isEmpty()) {
            return true;
        }
        OptionalLong time = TimeStamp.atStartOf(line, zone);
        if (time.isEmpty()) {
            return recent.getOrDefault(file, true);
        }
        boolean passes = time.getAsLong() >= sinceMs.getAsLong();
        recent.put(file, passes);
        return passes;
    }
}
