package io.processmaster.pmctl.follow;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Which lines of log files are shown. */
public final class LineFilter {
    private final Optional<Pattern> pattern;
    private final OptionalLong sinceMs;
    private final ZoneId zone;
    // By file: whether its lines are recent enough, which a line without a time inherits from the one before.
    private final Map<String, Boolean> recent = new HashMap<>();

    /** Lines that match and are not older, as far as their time can be told. */
    public LineFilter(Optional<Pattern> pattern, OptionalLong sinceMs, ZoneId zone) {
        this.pattern = pattern;
        this.sinceMs = sinceMs;
        this.zone = zone;
    }

    /** Whether the next line of {@code file} is shown. */
    public boolean passes(String file, String line) {
        return isRecent(file, line)
                && (pattern.isEmpty() || pattern.get().matcher(line).find());
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
