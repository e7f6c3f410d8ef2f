package io.processmaster.common.config;

import io.processmaster.common.spec.Rlimit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads resource limits of processes. */
final class RlimitReader {
    private static final long MOST = 999_999_999_999_999_999L;

    private RlimitReader() {}

    /** The declared limits by kernel name. */
    static Map<String, Rlimit> read(Fields fields) {
        Map<String, Rlimit> limits = new TreeMap<>();
        for (String name : AppKeys.RLIMITS.keySet()) {
            String key = "process.rlimits." + name;
            fields.optional(key, RlimitReader::parse).ifPresent(limit -> {
                if (isAbove(limit.soft(), limit.hard())) {
                    fields.problem(key, "the soft limit must not be above the hard limit");
                }
                limits.put(name, limit);
            });
        }
        return limits;
    }

    /** Reads {@code 65536}, {@code 1024:65536} or {@code unlimited}. */
    static Optional<Rlimit> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return bound(text).map(both -> new Rlimit(both, both));
        }
        return bound(text.substring(0, colon))
                .flatMap(soft -> bound(text.substring(colon + 1)).map(hard -> new Rlimit(soft, hard)));
    }

    private static Optional<Long> bound(String text) {
        return text.equals("unlimited") ? Optional.of(Rlimit.INFINITY) : Fields.number(text, 0, MOST);
    }

    private static boolean isAbove(long soft, long hard) {
        return hard != Rlimit.INFINITY && (soft == Rlimit.INFINITY || soft > hard);
    }
}
