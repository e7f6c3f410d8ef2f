package io.processmaster.pmctl.onjava;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a YAML file is meant to be, judged by its keys, so that even a file full of mistakes is read as the right one. */
enum FileKind {
    /** The daemon's own configuration. */
    MASTER,
    /** The definition of an app. */
    APP;

    private static final Set<String> MASTER_SECTIONS = Set.of("cgroup", "unix_socket", "web_console", "admin_actions");
    private static final Set<String> APP_SECTIONS = Set.of(
            "application",
            "process",
            "logs",
            "resources",
            "restart_policy",
            "provisioning",
            "health_check",
            "readiness",
            "depends_on");
    private static final Set<String> MASTER_GLOBALS = Set.of(
            "config_directory",
            "auto_service_directory",
            "state_directory",
            "on_shutdown",
            "restore_stopped",
            "default_service_user",
            "default_service_group");
    private static final int MOST_BYTES = 1 << 20;

    static FileKind of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            int votes = votes(text);
            if (votes != 0) {
                return votes > 0 ? MASTER : APP;
            }
        } catch (IOException e) {
            // The reader tells what is wrong with the file.
        }
        String name = String.valueOf(file.getFileName());
        return name.equals("config.yaml") || name.equals("config.yml") ? MASTER : APP;
    }

    // Above 0 for a master config, below 0 for a definition.
    private static int votes(String text) {
        int votes = 0;
        String section = "";
        for (String line : text.lines().toList()) {
            String key = key(line);
            if (key.isEmpty()) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                section = key;
                votes += MASTER_SECTIONS.contains(key) ? 1 : APP_SECTIONS.contains(key) ? -1 : 0;
            } else if (section.equals("global")) {
                votes += MASTER_GLOBALS.contains(key) ? 1 : key.equals("enabled") ? -1 : 0;
            }
        }
        return votes;
    }

    private static String key(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }
}
