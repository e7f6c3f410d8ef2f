package io.processmaster.daemon.adapter.environment;

import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.port.EnvironmentSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes environments from the identity, the daemon's own variables where asked for, and the declared ones; any thread may call. */
public final class LaunchEnvironment implements EnvironmentSource {
    /** The longest value, in bytes; the kernel takes strings up to 128 KiB. */
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    /** The largest environment, in bytes, with names and separators. */
    public static final int MAX_TOTAL_BYTES = 1024 * 1024;

    private static final String PATH_OF_ROOT = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String PATH_OF_OTHERS = "/usr/local/bin:/usr/bin:/bin";
    // With these systemd speaks to the daemon and of it: an app that answered would answer in the daemon's name, and
    // one that believed them would take the daemon's directories and journal for its own. The last is the launcher's.
    private static final Set<String> OF_DAEMON = Set.of(
            "NOTIFY_SOCKET",
            "WATCHDOG_PID",
            "WATCHDOG_USEC",
            "LISTEN_PID",
            "LISTEN_FDS",
            "LISTEN_FDNAMES",
            "INVOCATION_ID",
            "JOURNAL_STREAM",
            "SYSTEMD_EXEC_PID",
            "MAINPID",
            "MEMORY_PRESSURE_WATCH",
            "MEMORY_PRESSURE_WRITE",
            "RUNTIME_DIRECTORY",
            "STATE_DIRECTORY",
            "MALLOC_ARENA_MAX");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int SEPARATORS = 2;

    private final Map<String, String> inherited;

    /**
     * Ready to make environments.
     *
     * @param inherited the daemon's own variables; those whose name is no POSIX name, and those that are about the
     *     daemon itself, are never passed on
     */
    public LaunchEnvironment(Map<String, String> inherited) {
        Map<String, String> usable = new LinkedHashMap<>(inherited);
        usable.keySet().removeIf(name -> !NAME.matcher(name).matches() || OF_DAEMON.contains(name));
        this.inherited = Map.copyOf(usable);
    }

    @Override
    public List<String> environmentOf(ProcessSpec process, Identity identity) throws LaunchRefused {
        Map<String, String> variables = minimal(identity);
        if (process.inheritEnvironment()) {
            variables.putAll(inherited);
        }
        ValueFiles files = new ValueFiles(process.workingDirectory(), identity);
        for (EnvironmentEntry entry : process.environment()) {
            try {
                variables.put(checkedName(entry.name()), valueOf(entry.value(), files));
            } catch (BadValue bad) {
                throw refusal(entry.name() + ": " + bad.getMessage(), bad.isPermanent());
            }
        }
        checkSizes(variables);
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static Map<String, String> minimal(Identity identity) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", identity.uid() == 0 ? PATH_OF_ROOT : PATH_OF_OTHERS);
        variables.put("HOME", identity.home());
        variables.put("USER", identity.name());
        variables.put("LOGNAME", identity.name());
        variables.put("SHELL", identity.shell());
        return variables;
    }

    private static String checkedName(String name) throws BadValue {
        if (!NAME.matcher(name).matches()) {
            throw BadValue.permanent("is not a name of a variable");
        }
        return name;
    }

    private static String valueOf(String declared, ValueFiles files) throws BadValue {
        String value = declared.strip();
        if (value.startsWith("@file://")) {
            return files.read(value.substring("@file://".length()));
        }
        if (value.startsWith("@base64://")) {
            return decoded(Encodings.base64(value.substring("@base64://".length())));
        }
        if (value.startsWith("@b64://")) {
            return decoded(Encodings.base64(value.substring("@b64://".length())));
        }
        if (value.startsWith("@hex://")) {
            return decoded(Encodings.hex(value.substring("@hex://".length())));
        }
        return Encodings.checked(declared);
    }

    private static String decoded(byte[] bytes) throws BadValue {
        return Encodings.text(bytes, bytes.length);
    }

    private static void checkSizes(Map<String, String> variables) throws LaunchRefused {
        long total = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            int bytes = variable.getValue().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_VALUE_BYTES) {
                throw refusal(
                        variable.getKey() + ": its value is larger than " + MAX_VALUE_BYTES / 1024 + " KiB", true);
            }
            total += bytes + variable.getKey().length() + SEPARATORS + Long.BYTES;
        }
        if (total > MAX_TOTAL_BYTES) {
            throw refusal("all variables together are larger than " + MAX_TOTAL_BYTES / 1024 + " KiB", true);
        }
    }

    private static LaunchRefused refusal(String reason, boolean permanent) {
        return new LaunchRefused(
                permanent
                        ? LaunchFailure.permanent(LaunchStage.ENVIRONMENT, reason)
                        : LaunchFailure.passing(LaunchStage.ENVIRONMENT, reason));
    }
}
