package io.processmaster.daemon.engine;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a launch in their order; when one fails, nothing of the others is left. */
final class LaunchSequence {
    private final Ports ports;

    LaunchSequence(Ports ports) {
        this.ports = ports;
    }

    /** Makes the cgroup and starts the main process in it; the kernel is watched, but has not been told of the start. */
    RunFacts launch(AppSpec spec, long run) throws LaunchRefused {
        RunId id = new RunId(spec.name(), run);
        Identity identity = ports.accounts().identityOf(spec.process());
        List<String> environment = ports.environment().environmentOf(spec.process(), identity);
        try (Handle stdout = ports.logs().openForAppend(spec, identity, LogFiles.Stream.STDOUT);
                Handle stderr = ports.logs().openForAppend(spec, identity, LogFiles.Stream.STDERR)) {
            long stderrFrom = ports.logs().size(stderr);
            ports.cgroups().create(spec.name(), spec.resources());
            LaunchOrder order =
                    new LaunchOrder(id, spec.process(), spec.process().startCommand(), identity, environment);
            ProcessRef main = inNewCgroup(spec, order, stdout, stderr);
            return new RunFacts(ports.time().now(), main.pid(), main.startTicks(), stderrFrom);
        }
    }

    private ProcessRef inNewCgroup(AppSpec spec, LaunchOrder order, Handle stdout, Handle stderr) throws LaunchRefused {
        RunId id = order.id();
        boolean launched = false;
        try {
            ports.kernel().watch(id);
            ProcessRef main = enter(order, stdout, stderr);
            launched = true;
            return main;
        } catch (LaunchRefused e) {
            throw wasOutOfMemory(id) ? new LaunchRefused(e.failure().forWantOfMemory(isLimited(spec))) : e;
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.CGROUP, e.getMessage()));
        } finally {
            if (!launched) {
                undo(id);
            }
        }
    }

    private static boolean isLimited(AppSpec spec) {
        return !spec.resources().maxMemory().isMax();
    }

    /** Asked only of a launch that failed anyway. */
    private boolean wasOutOfMemory(RunId id) {
        try {
            return ports.cgroups().oomKills(id.app()) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the stop command in the cgroup of the run that it is to end; returns its pid. */
    int launchStopCommand(AppSpec spec, long run) throws LaunchRefused {
        RunId id = new RunId(spec.name(), run);
        Identity identity = ports.accounts().identityOf(spec.process());
        List<String> environment = ports.environment().environmentOf(spec.process(), identity);
        try (Handle stdout = ports.logs().openForAppend(spec, identity, LogFiles.Stream.STOP_COMMAND_STDOUT);
                Handle stderr = ports.logs().openForAppend(spec, identity, LogFiles.Stream.STOP_COMMAND_STDERR)) {
            LaunchOrder order = new LaunchOrder(id, spec.process(), spec.stop().command(), identity, environment);
            return enter(order, stdout, stderr).pid();
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.CGROUP, e.getMessage()));
        }
    }

    private ProcessRef enter(LaunchOrder order, Handle stdout, Handle stderr) throws LaunchRefused, IOException {
        try (Handle entrance = ports.cgroups().entrance(order.id().app())) {
            return ports.launcher().launch(order, entrance, stdout, stderr);
        }
    }

    private void undo(RunId id) {
        ports.kernel().forget(id);
        try {
            ports.cgroups().kill(id.app());
            ports.cgroups().remove(id.app());
        } catch (IOException e) {
            // The next launch, or the next daemon, finds the directory and says so if it is still in the way.
            ports.events()
                    .append(
                            ports.time().now(),
                            "launch",
                            Optional.of(id.app()),
                            "cleanup_failed",
                            e.getMessage(),
                            Map.of());
        }
    }
}
