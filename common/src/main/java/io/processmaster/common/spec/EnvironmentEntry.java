package io.processmaster.common.spec;

/**
 * One declared environment variable; the value may be an indirection and is never printed.
 *
 * @param name a POSIX name, {@code [A-Za-z_][A-Za-z0-9_]*}
 * @param value literal text, or {@code @file://}, {@code @base64://}, {@code @hex://}
 */
public record EnvironmentEntry(String name, String value) {
    @Override
    public String toString() {
        return name + "=***";
    }
}
