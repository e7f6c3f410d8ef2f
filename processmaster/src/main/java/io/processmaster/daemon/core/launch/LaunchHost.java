package io.processmaster.daemon.core.launch;

import java.util.Optional;

/**
 * What a launch has to know of this host and of the daemon, so that a process gets the host's settings and none of the daemon's.
 *
 * @param tools the programs that a launch goes through
 * @param own the daemon's own limits, which a child starts with
 * @param defaults the limits that an app gets unless its definition says otherwise
 * @param ownNice the daemon's own niceness, which a child starts with
 * @param ownCredentials the daemon's own user and groups, which a child starts with; empty when they are not those of one user
 */
public record LaunchHost(
        LaunchTools tools,
        ProcessLimits own,
        ProcessLimits defaults,
        int ownNice,
        Optional<Credentials> ownCredentials) {}
