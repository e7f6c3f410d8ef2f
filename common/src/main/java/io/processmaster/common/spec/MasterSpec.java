package io.processmaster.common.spec;

import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.FileMode;
import java.util.List;
import java.util.Optional;

/**
 * The daemon's own configuration, complete with defaults; each path is absolute.
 *
 * @param sourceFile the file that it was read from
 * @param cgroup the daemon's place in the cgroup tree
 * @param socket the socket that pmctl talks to
 * @param definitions where the definitions are
 * @param stateDirectory where desired state, events and history are kept
 * @param onShutdown what becomes of the apps when the daemon ends in good order
 * @param restoreStopped whether an app that a person stopped stays stopped over a daemon restart
 * @param adminActions what an operator may run as root, in the order of the file
 * @param console the web console; empty when it is off
 */
public record MasterSpec(
        String sourceFile,
        Cgroup cgroup,
        Socket socket,
        Definitions definitions,
        String stateDirectory,
        OnShutdown onShutdown,
        boolean restoreStopped,
        List<AdminAction> adminActions,
        Optional<ConsoleSpec> console) {
    /** Copies the list. */
    public MasterSpec {
        adminActions = List.copyOf(adminActions);
    }

    /**
     * Where the definitions are; at least one of the two directories is there.
     *
     * @param configDirectory holds definition files
     * @param autoServiceDirectory each directory in it is a service
     * @param defaultUser whom a service in it runs as that does not say
     * @param defaultGroup and its group; the user's primary group when absent
     */
    public record Definitions(
            Optional<String> configDirectory,
            Optional<String> autoServiceDirectory,
            String defaultUser,
            Optional<String> defaultGroup) {}

    /**
     * The daemon's place in the cgroup tree.
     *
     * @param root a directory of a cgroup2 mount; found by the daemon when absent
     * @param name relative path of the master cgroup below the root
     * @param cpuMax limit of all apps together
     * @param memoryMax limit of all apps together
     * @param memorySwapMax limit of all apps together
     */
    public record Cgroup(
            Optional<String> root, String name, CpuQuota cpuMax, DataSize memoryMax, DataSize memorySwapMax) {}

    /**
     * The socket that pmctl talks to.
     *
     * @param path absolute path
     * @param owner user name or id
     * @param group group name or id
     * @param mode permission bits
     */
    public record Socket(String path, String owner, String group, FileMode mode) {
        /** Where the socket is unless the configuration says otherwise. */
        public static final String DEFAULT_PATH = "/run/processmaster/processmaster.sock";
    }

    /** What becomes of the apps when the daemon ends in good order. */
    public enum OnShutdown {
        /** Every app is stopped. */
        STOP,
        /** The apps run on; the next daemon adopts them. */
        LEAVE
    }
}
