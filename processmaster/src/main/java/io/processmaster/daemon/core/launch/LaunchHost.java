package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a launch has to know of this host and of the daemon, so that a process gets the host's settings and none of the daemon's.
 *
 * @param program pm-launch, as a path that stays good for as long as the daemon runs; empty where there is none
 * @param tools the programs that a launch goes through without it
 * @param own the daemon's own limits, which a child starts with
 * @param defaults the limits that an app gets unless its definition says otherwise
 * @param ownNice the daemon's own niceness, which a child starts with
 * @param ownCredentials the daemon's own user and groups, which a child starts with; empty when they are not those of one user
 */
public record LaunchHost(
        Optional<String> program,
        LaunchTools tools,
        ProcessLimits own,
        ProcessLimits defaults,
        int ownNice,
        Optional<Credentials> ownCredentials) {

    /** The limits that a process of {@code process} is to have. */
    SortedMap<String, Rlimit> limitsOf(ProcessSpec process) {
        SortedMap<String, Rlimit> limits = new TreeMap<>(defaults.byName());
        limits.putAll(process.rlimits());
        return limits;
    }

    /** Whether a child has this limit without any change. */
    boolean hasLimit(String name, Rlimit limit) {
        return own.of(name).equals(Optional.of(limit));
    }

    /** Whether a child is this user with exactly these groups without any change. */
    boolean is(Identity identity) {
        return ownCredentials.filter(own -> own.areThoseOf(identity)).isPresent();
    }
}
