package io.processmaster.common.spec;

import io.processmaster.common.units.FileMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to run and as whom.
 *
 * @param workingDirectory absolute and normal path of an existing directory
 * @param startCommand argument list; the first is the program
 * @param user name or id; root when absent
 * @param group name or id; the user's primary group when absent; never without a user
 * @param environment declared variables in their order
 * @param inheritEnvironment whether the daemon's own environment comes first
 * @param umask file mode creation mask
 * @param nice -20 to 19
 * @param rlimits by kernel name in lower case ({@code nofile}, {@code core}, …); absent ones are the host's defaults
 * @param oomScoreAdj -1000 to 1000
 * @param noNewPrivileges whether set-user-ID programs and file capabilities are without effect
 */
public record ProcessSpec(
        String workingDirectory,
        List<String> startCommand,
        Optional<String> user,
        Optional<String> group,
        List<EnvironmentEntry> environment,
        boolean inheritEnvironment,
        FileMode umask,
        int nice,
        Map<String, Rlimit> rlimits,
        int oomScoreAdj,
        boolean noNewPrivileges) {
    /** Copies the collections. */
    public ProcessSpec {
        startCommand = List.copyOf(startCommand);
        environment = List.copyOf(environment);
        SortedMap<String, Rlimit> sorted = new TreeMap<>(rlimits);
        rlimits = java.util.Collections.unmodifiableSortedMap(sorted);
    }
}
