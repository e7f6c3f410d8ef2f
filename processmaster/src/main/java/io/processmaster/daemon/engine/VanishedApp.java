package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands for the definition of an app that has none any more. */
final class VanishedApp {
    private VanishedApp() {}

    /** Enough of a definition to end what is left of it. */
    static AppSpec spec(AppName name) {
        return new AppSpec(
                name,
                "",
                false,
                new ProcessSpec(
                        "/",
                        List.of("/bin/false"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false,
                        new FileMode(022),
                        0,
                        Map.of(),
                        0,
                        false),
                new StopSpec(List.of(), Signal.TERM, Duration.ofSeconds(5)),
                new LogSpec(
                        "logs/stdout.log",
                        "logs/stderr.log",
                        "logs/stop_command_stdout.log",
                        "logs/stop_command_stderr.log",
                        List.of(),
                        RotationSpec.DEFAULT),
                ResourceSpec.UNLIMITED,
                new RestartSpec(
                        RestartSpec.Policy.NEVER,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        Duration.ofMinutes(1)),
                Optional.empty(),
                List.of());
    }
}
