package io.processmaster.daemon.adapter.admin;

import io.processmaster.common.spec.AdminAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out which actions the processes belong to that an earlier daemon left, by the variable that they were given. */
final class ActionIds {
    /** The variable that tells a command which action it is. */
    static final String VARIABLE = "PROCESSMASTER_ADMIN_ACTION";

    /** For a process that has dropped its environment, or ends at this moment. */
    static final String UNKNOWN = "unknown";

    private static final int MOST_BYTES = 1 << 20;

    private ActionIds() {}

    /** The lowest process number of each action. */
    static Map<String, Integer> of(List<Integer> pids) {
        Map<String, Integer> first = new TreeMap<>();
        for (int pid : pids) {
            first.merge(of(pid).orElse(UNKNOWN), pid, Math::min);
        }
        return first;
    }

    private static Optional<String> of(int pid) {
        try (InputStream environment = Files.newInputStream(Path.of("/proc", Integer.toString(pid), "environ"))) {
            return in(environment.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            // It is gone, which its cgroup will tell as well.
            return Optional.empty();
        }
    }

    /** The id in an environment as the kernel shows it; a process can write there what it likes. */
    static Optional<String> in(byte[] environment) {
        String start = VARIABLE + "=";
        for (String variable : new String(environment, StandardCharsets.UTF_8).split("\0", -1)) {
            if (variable.startsWith(start)) {
                String id = variable.substring(start.length());
                return AdminAction.problemWith(id).isEmpty() ? Optional.of(id) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
