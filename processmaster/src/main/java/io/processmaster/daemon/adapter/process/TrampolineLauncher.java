package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.PosixException;
import io.processmaster.daemon.adapter.posix.Spawn;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchReport;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.launch.Trampoline;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.Launcher;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts processes by {@code posix_spawn} of a {@link Trampoline} and follows them until the program itself runs. */
public final class TrampolineLauncher implements Launcher {
    private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(10);
    private static final Duration REAP_LIMIT = Duration.ofSeconds(2);
    private static final List<Integer> PERMANENT = List.of(PosixException.ENOENT, PosixException.E2BIG);

    private final LaunchHost host;
    private final KernelWatch watch;
    private final Duration limit;

    /** Launches on {@code host}; {@code watch} collects the processes of launches that failed. */
    public TrampolineLauncher(LaunchHost host, KernelWatch watch) {
        this(host, watch, LAUNCH_LIMIT);
    }

    TrampolineLauncher(LaunchHost host, KernelWatch watch, Duration limit) {
        this.host = host;
        this.watch = watch;
        this.limit = limit;
    }

    @Override
    public ProcessRef launch(LaunchOrder order, Handle entrance, Handle stdout, Handle stderr) throws LaunchRefused {
        refuseWhatCannotBePassed(order);
        Trampoline way = Trampoline.of(order, host);
        try (Descriptor nothing = Descriptor.openRead("/dev/null")) {
            while (true) {
                Optional<ProcessRef> process = attempt(order, way, List.of(nothing, stdout, stderr), entrance);
                if (process.isPresent()) {
                    return process.get();
                }
                way = way.secondWay().orElseThrow();
            }
        } catch (PosixException e) {
            boolean permanent = PERMANENT.contains(e.errno());
            throw new LaunchRefused(new LaunchFailure(LaunchStage.SPAWN, e.getMessage(), permanent));
        } catch (IOException e) {
            throw refused(e.getMessage());
        }
    }

    /** Empty when it ended without a word, and there is another way. */
    private Optional<ProcessRef> attempt(LaunchOrder order, Trampoline way, List<Handle> standard, Handle entrance)
            throws IOException, LaunchRefused {
        Descriptor.Pipe status = Descriptor.pipe();
        try (Descriptor report = status.output()) {
            int pid;
            try (Descriptor input = status.input()) {
                List<Handle> descriptors = new ArrayList<>(standard);
                descriptors.add(input);
                descriptors.add(entrance);
                pid = Spawn.start(way.argv(), way.environment(), descriptors);
            }
            return follow(order, way, pid, new StatusPipe(report, limit));
        }
    }

    private Optional<ProcessRef> follow(LaunchOrder order, Trampoline way, int started, StatusPipe status)
            throws IOException, LaunchRefused {
        boolean running = false;
        try {
            String report = status.readAll();
            if (report.isEmpty() && way.secondWay().isPresent()) {
                return Optional.empty();
            }
            LaunchReport outcome = way.read(report);
            if (outcome instanceof LaunchReport.Failed failed) {
                throw new LaunchRefused(new LaunchDiagnosis(order).explain(failed));
            }
            int pid = way.successor(report).orElse(started);
            ProcStat stat = ProcStat.read(pid).orElseThrow(() -> refused("the process was collected by somebody else"));
            running = true;
            if (pid != started && !Spawn.collectGroup(started)) {
                watch.awaitChild(started, REAP_LIMIT);
            }
            return Optional.of(new ProcessRef(pid, stat.startTicks()));
        } finally {
            if (!running) {
                abandon(started, way.successor(status.soFar()));
            }
        }
    }

    /** Whether they end in time or not, the watch goes on to collect them. */
    private void abandon(int started, OptionalInt successor) {
        Spawn.killGroup(started);
        successor.ifPresent(Spawn::kill);
        watch.awaitChild(started, REAP_LIMIT);
        successor.ifPresent(pid -> watch.awaitChild(pid, REAP_LIMIT));
        // A successor that was killed before it could say so has no number to be watched by, only its group.
        if (!Spawn.collectGroup(started)) {
            Thread thread = new Thread(() -> Spawn.awaitGroup(started), "pm-collect");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void refuseWhatCannotBePassed(LaunchOrder order) throws LaunchRefused {
        if (order.environment().size() > Trampoline.MOST_VARIABLES) {
            throw new LaunchRefused(LaunchFailure.permanent(
                    LaunchStage.ENVIRONMENT,
                    "process.environment: more than " + Trampoline.MOST_VARIABLES + " variables"));
        }
        if (order.environment().stream().anyMatch(TrampolineLauncher::hasNul)) {
            throw new LaunchRefused(LaunchFailure.permanent(
                    LaunchStage.ENVIRONMENT, "process.environment: a value contains a NUL byte"));
        }
        if (order.command().stream().anyMatch(TrampolineLauncher::hasNul)) {
            throw new LaunchRefused(LaunchFailure.permanent(
                    LaunchStage.EXECUTE, "the command has an argument that contains a NUL byte"));
        }
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static LaunchRefused refused(String reason) {
        return new LaunchRefused(LaunchFailure.passing(LaunchStage.SPAWN, reason));
    }
}
