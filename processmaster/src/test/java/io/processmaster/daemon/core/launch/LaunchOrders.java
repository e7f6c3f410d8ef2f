package io.processmaster.daemon.core.launch;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.core.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders that both ways of launching are asked for. */
final class LaunchOrders {
    private LaunchOrders() {}

    /** Settings of a server in {@code directory}, whose last argument would be a command, were it pasted into a script. */
    static ProcessSpec server(String directory, int nice, Map<String, Rlimit> rlimits, boolean noNewPrivileges) {
        return new ProcessSpec(
                directory,
                List.of("./server", "--name", "a b; rm -rf /"),
                Optional.of("web"),
                Optional.empty(),
                List.of(),
                false,
                new FileMode(027),
                nice,
                rlimits,
                17,
                noNewPrivileges);
    }

    /** The order to run {@code spec} as {@code identity}. */
    static LaunchOrder of(ProcessSpec spec, Identity identity, List<String> environment) {
        return new LaunchOrder(new RunId(new AppName("web"), 1), spec, spec.startCommand(), identity, environment);
    }
}
