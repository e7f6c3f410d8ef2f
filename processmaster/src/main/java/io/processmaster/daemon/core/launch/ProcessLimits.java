package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.Rlimit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resource limits of one process as the kernel lists them in {@code /proc/PID/limits}.
 *
 * @param byName by the name that prlimit has for it, such as {@code nofile}
 */
public record ProcessLimits(SortedMap<String, Rlimit> byName) {
    private static final int NAME_WIDTH = 26;
    private static final String UNLIMITED = "unlimited";
    private static final Map<String, String> NAMES = names();

    /** Copies the map. */
    public ProcessLimits {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Reads the kernel's table; lines that this program does not know are left out. */
    public static ProcessLimits parse(String table) {
        SortedMap<String, Rlimit> limits = new TreeMap<>();
        table.lines().filter(line -> line.length() > NAME_WIDTH).forEach(line -> {
            String name = NAMES.get(line.substring(0, NAME_WIDTH).strip());
            String[] values = line.substring(NAME_WIDTH).strip().split(" +", 3);
            if (name != null && values.length >= 2) {
                rlimit(values[0], values[1]).ifPresent(limit -> limits.put(name, limit));
            }
        });
        return new ProcessLimits(limits);
    }

    /** The limit of that name. */
    public Optional<Rlimit> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** These limits as far as a process under {@code others} may set them without the right to raise hard limits. */
    public ProcessLimits within(ProcessLimits others) {
        SortedMap<String, Rlimit> bounded = new TreeMap<>();
        byName.forEach((name, limit) -> bounded.put(
                name, others.of(name).map(other -> bounded(limit, other.hard())).orElse(limit)));
        return new ProcessLimits(bounded);
    }

    private static Rlimit bounded(Rlimit limit, long most) {
        return new Rlimit(lesser(limit.soft(), most), lesser(limit.hard(), most));
    }

    /** As unsigned numbers infinity is the largest. */
    private static long lesser(long one, long other) {
        return Long.compareUnsigned(one, other) <= 0 ? one : other;
    }

    private static Optional<Rlimit> rlimit(String soft, String hard) {
        try {
            return Optional.of(new Rlimit(value(soft), value(hard)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long value(String text) {
        return text.equals(UNLIMITED) ? Rlimit.INFINITY : Long.parseUnsignedLong(text);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("Max cpu time", "cpu");
        names.put("Max file size", "fsize");
        names.put("Max data size", "data");
        names.put("Max stack size", "stack");
        names.put("Max core file size", "core");
        names.put("Max resident set", "rss");
        names.put("Max processes", "nproc");
        names.put("Max open files", "nofile");
        names.put("Max locked memory", "memlock");
        names.put("Max address space", "as");
        names.put("Max file locks", "locks");
        names.put("Max pending signals", "sigpending");
        names.put("Max msgqueue size", "msgqueue");
        names.put("Max nice priority", "nice");
        names.put("Max realtime priority", "rtprio");
        names.put("Max realtime timeout", "rttime");
        return names;
    }
}
