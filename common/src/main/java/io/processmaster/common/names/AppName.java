package io.processmaster.common.names;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The validated name of an app, so that no path is ever built from a raw string.
 *
 * @param text 1 to 64 characters of {@code [A-Za-z0-9._-]}, not starting with {@code .} or {@code -}, not reserved
 */
public record AppName(String text) implements Comparable<AppName> {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 64;

    private static final List<String> RESERVED = List.of("all", "admin_actions");
    // What the kernel itself may create inside a cgroup directory; an app of that name could never get its own.
    private static final List<String> KERNEL_PREFIXES = List.of(
            "cgroup.", "cpu.", "cpuset.", "memory.", "io.", "pids.", "hugetlb.", "rdma.", "misc.", "irq.", "dmem.");

    /** Refuses anything that {@link #problemWith} finds fault with. */
    public AppName {
        Optional<String> problem = problemWith(text);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("\"" + text + "\" " + problem.get());
        }
    }

    /** The name in {@code text}, or empty when it is not one. */
    public static Optional<AppName> parse(String text) {
        return problemWith(text).isPresent() ? Optional.empty() : Optional.of(new AppName(text));
    }

    /** What is wrong with {@code text} as a name, to be read after the quoted text; empty when nothing is. */
    public static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.of("is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return Optional.of("may only contain letters, digits, '.', '_' and '-'");
            }
        }
        if (text.startsWith(".") || text.startsWith("-")) {
            return Optional.of("must not start with '.' or '-'");
        }
        if (RESERVED.contains(text)) {
            return Optional.of("is a reserved name");
        }
        return kernelPrefix(text).map(prefix -> "is reserved for the kernel's own files (" + prefix + "*)");
    }

    /** Whether the kernel may give this name to a file of its own in a cgroup directory. */
    public static boolean isKernelName(String text) {
        return kernelPrefix(text).isPresent();
    }

    private static Optional<String> kernelPrefix(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KERNEL_PREFIXES.stream().filter(lower::startsWith).findFirst();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    @Override
    public int compareTo(AppName other) {
        return text.compareTo(other.text);
    }

    // By hand, as it is the key of nearly every map: what a record brings is made at run time, and is slow and large.
    @Override
    public boolean equals(Object other) {
        return other instanceof AppName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
