package io.processmaster.common.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which build a program is.
 *
 * @param version the release, such as {@code 0.1.0}
 * @param buildId tells this build from every other
 * @param buildTime when it was built, UTC
 * @param buildHost where it was built; {@code unknown} when the builder did not say
 */
public record BuildInfo(String version, String buildId, String buildTime, String buildHost) {
    private static final String UNKNOWN = "unknown";

    /** The build of the running program. */
    public static BuildInfo current() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            return in == null ? parse("") : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading build.properties from the program's own jar", e);
        }
    }

    /** Reads {@code name=value} lines; a value that is missing or was not filled in is {@code unknown}. */
    public static BuildInfo parse(String text) {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).trim(),
                        line.substring(equals + 1).trim());
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return new BuildInfo(
                value(values, "version"),
                value(values, "build_id"),
                value(values, "build_time"),
                value(values, "build_host"));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        return value.isEmpty() || value.contains("${") ? UNKNOWN : value;
    }

    /** For a person: {@code 0.1.0-2026-01-02T03:04:05.678Z built 2026-01-02T03:04:05.678Z on buildhost}; without a host that is unknown. */
    public String words() {
        return buildId + " built " + buildTime + (buildHost.equals(UNKNOWN) ? "" : " on " + buildHost);
    }
}
