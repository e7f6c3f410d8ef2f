package io.processmaster.daemon.adapter;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.common.units.FileMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Process definitions for tests, with the defaults of the product. */
public record Specs(ProcessSpec spec) {
    /** A shell script to run as root in {@code directory}. */
    public static Specs script(Object directory, String script) {
        return command(directory, "/bin/sh", "-c", script);
    }

    /** A command to run as root in {@code directory}. */
    public static Specs command(Object directory, String... command) {
        return new Specs(new ProcessSpec(
                directory.toString(),
                List.of(command),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                new FileMode(022),
                0,
                Map.of(),
                0,
                false));
    }

    public Specs user(String user, String group) {
        return copy(Optional.of(user), Optional.of(group), spec.umask(), spec.nice(), spec.rlimits(), 0, false);
    }

    public Specs user(String user) {
        return copy(Optional.of(user), Optional.empty(), spec.umask(), spec.nice(), spec.rlimits(), 0, false);
    }

    public Specs settings(int umask, int nice, Map<String, Rlimit> rlimits, int oomScoreAdj, boolean noNewPrivileges) {
        return copy(spec.user(), spec.group(), new FileMode(umask), nice, rlimits, oomScoreAdj, noNewPrivileges);
    }

    private Specs copy(
            Optional<String> user,
            Optional<String> group,
            FileMode umask,
            int nice,
            Map<String, Rlimit> rlimits,
            int oomScoreAdj,
            boolean noNewPrivileges) {
        return new Specs(new ProcessSpec(
                spec.workingDirectory(),
                spec.startCommand(),
                user,
                group,
                spec.environment(),
                spec.inheritEnvironment(),
                umask,
                nice,
                rlimits,
                oomScoreAdj,
                noNewPrivileges));
    }
}
