package io.processmaster.common.config;

import static io.processmaster.common.config.Effect.DAEMON_START;
import static io.processmaster.common.config.Key.later;

import io.processmaster.common.spec.MasterSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of the master configuration. */
final class MasterKeys {
    /** Every key that is known, refused ones included. */
    static final KeyTable TABLE = new KeyTable(
            Stream.of(daemon(), ConsoleKeys.ALL, actions())
                    .flatMap(List::stream)
                    .toList(),
            Map.ofEntries(
                    Map.entry("cgroup_root", "cgroup.root"),
                    Map.entry("cgroup_name", "cgroup.name"),
                    Map.entry("cgroup_cpu_max", "cgroup.cpu_max"),
                    Map.entry("cgroup_memory_max", "cgroup.memory_max"),
                    Map.entry("cgroup_memory_swap_max", "cgroup.memory_swap_max"),
                    Map.entry("config_directory", "global.config_directory"),
                    Map.entry("auto_service_directory", "global.auto_service_directory"),
                    Map.entry("state_directory", "global.state_directory"),
                    Map.entry("sock", "unix_socket.path"),
                    Map.entry("sock_path", "unix_socket.path"),
                    Map.entry("sock_owner", "unix_socket.owner"),
                    Map.entry("sock_group", "unix_socket.group"),
                    Map.entry("sock_mode", "unix_socket.mode")));

    private MasterKeys() {}

    private static List<Key> daemon() {
        return List.of(
                key(
                        "cgroup.root",
                        ValueType.PATH,
                        Fallback.words("the cgroup2 mount of the host"),
                        "directory of a cgroup2 mount below which the daemon works"),
                key(
                        "cgroup.name",
                        ValueType.PATH,
                        Fallback.value("processmaster"),
                        "path of the daemon's own cgroup, relative to cgroup.root"),
                key("cgroup.cpu_max", ValueType.CPU, Fallback.value("MAX"), "CPU for all apps together"),
                key("cgroup.memory_max", ValueType.SIZE, Fallback.value("MAX"), "memory for all apps together"),
                key("cgroup.memory_swap_max", ValueType.SIZE, Fallback.value("MAX"), "swap for all apps together"),
                key(
                        "unix_socket.path",
                        ValueType.PATH,
                        Fallback.value(MasterSpec.Socket.DEFAULT_PATH),
                        "the socket that pmctl talks to"),
                key("unix_socket.owner", ValueType.ACCOUNT, Fallback.value("root"), "user who owns the socket"),
                key("unix_socket.group", ValueType.ACCOUNT, Fallback.value("root"), "group of the socket"),
                key("unix_socket.mode", ValueType.OCTAL, Fallback.value("0660"), "permissions of the socket"),
                key(
                        "global.config_directory",
                        ValueType.PATH,
                        Fallback.words("none; this or the next is required"),
                        "directory with the app definitions"),
                key(
                        "global.auto_service_directory",
                        ValueType.PATH,
                        Fallback.words("none"),
                        "directory whose own directories are apps"),
                key(
                        "global.default_service_user",
                        ValueType.ACCOUNT,
                        Fallback.value("root"),
                        "user of an auto-service that names none"),
                key(
                        "global.default_service_group",
                        ValueType.ACCOUNT,
                        Fallback.words("`root`, or the primary group of default_service_user when that is given"),
                        "group of such an auto-service"),
                key(
                        "global.state_directory",
                        ValueType.PATH,
                        Fallback.value("/var/lib/processmaster"),
                        "where the daemon keeps its state, events and history"),
                key(
                        "global.on_shutdown",
                        ValueType.WORD,
                        Fallback.value("stop"),
                        "what becomes of the apps when the daemon is stopped"),
                key(
                        "global.restore_stopped",
                        ValueType.BOOLEAN,
                        Fallback.value("true"),
                        "an app that a person stopped stays stopped when the daemon starts again"),
                later("global.profile", "overlay for all apps"));
    }

    private static List<Key> actions() {
        return List.of(
                key(
                        "admin_actions.<id>.label",
                        ValueType.TEXT,
                        Fallback.words("the id"),
                        "what people see instead of the id"),
                key(
                        "admin_actions.<id>.command",
                        ValueType.ARGUMENTS,
                        Fallback.REQUIRED,
                        "what pmctl admin-run ID executes as root"));
    }

    private static Key key(String path, ValueType type, Fallback fallback, String meaning) {
        return new Key(path, type, fallback, DAEMON_START, meaning);
    }
}
