package io.processmaster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions of the others are compared. */
final class PeerVersions {
    private static final Pattern VERSION = Pattern.compile("\"version\": *\"([^\"]+)\"");

    private PeerVersions() {}

    /** {@code ; supervisord 4.2.5; PM2 7.0.4 on node v20.20.2}; nothing of what is not installed. */
    static String describe(PeerTools tools) throws IOException {
        StringBuilder text = new StringBuilder();
        if (tools.missing(PeerKind.SUPERVISORD).isEmpty()) {
            text.append("; supervisord ").append(output("supervisord", "--version"));
        }
        if (tools.missing(PeerKind.PM2).isEmpty()) {
            Path modules = tools.pm2().resolve("node_modules");
            text.append("; PM2 ").append(version(Files.readString(modules.resolve("pm2/package.json"))));
            text.append(" on node ").append(output("node", "--version"));
        }
        return text.toString();
    }

    /** As a package.json says it. */
    static String version(String packageJson) {
        Matcher matcher = VERSION.matcher(packageJson);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
