package io.processmaster.daemon;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Definitions for tests. */
public final class SampleApps {
    /** Starts again at once, twice a minute. */
    public static final RestartSpec TWICE = new RestartSpec(
            RestartSpec.Policy.ALWAYS, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), 2, Duration.ofMinutes(1));

    private static final Duration PATIENT = Duration.ofSeconds(60);

    private SampleApps() {}

    /** An enabled app with a short grace period. */
    public static AppSpec app(String name) {
        return new AppSpec(
                new AppName(name),
                "/etc/processmaster/" + name + ".yaml",
                true,
                process("/srv/" + name),
                new StopSpec(List.of(), Signal.TERM, Duration.ofMillis(200)),
                new LogSpec("out.log", "err.log", "stop_out.log", "stop_err.log", List.of(), RotationSpec.DEFAULT),
                ResourceSpec.UNLIMITED,
                TWICE,
                Optional.empty(),
                List.of());
    }

    private static ProcessSpec process(String directory) {
        return new ProcessSpec(
                directory,
                List.of("/bin/run"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                new FileMode(022),
                0,
                Map.of(),
                0,
                false);
    }

    /** The same, switched on or off. */
    public static AppSpec enabled(AppSpec a, boolean enabled) {
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                enabled,
                a.process(),
                a.stop(),
                a.logs(),
                a.resources(),
                a.restart(),
                a.job(),
                a.provisioning());
    }

    /** The same with another working directory, which its processes depend on. */
    public static AppSpec moved(AppSpec a, String directory) {
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                a.enabled(),
                process(directory),
                a.stop(),
                a.logs(),
                a.resources(),
                a.restart(),
                a.job(),
                a.provisioning());
    }

    /** The same with another restart policy, which its processes do not depend on. */
    public static AppSpec restarting(AppSpec a, RestartSpec restart) {
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                a.enabled(),
                a.process(),
                a.stop(),
                a.logs(),
                a.resources(),
                restart,
                a.job(),
                a.provisioning());
    }

    /** The same with another limit of its cgroup. */
    public static AppSpec limited(AppSpec a, long pids) {
        ResourceSpec r = a.resources();
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                a.enabled(),
                a.process(),
                a.stop(),
                a.logs(),
                new ResourceSpec(
                        r.maxCpu(), r.maxMemory(), r.maxSwap(), r.memoryHigh(), OptionalLong.of(pids), r.ioWeight()),
                a.restart(),
                a.job(),
                a.provisioning());
    }

    /** The same, stopped by a command, with a grace period that no busy host uses up. */
    public static AppSpec stoppedBy(AppSpec a, String command) {
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                a.enabled(),
                a.process(),
                new StopSpec(List.of(command), Signal.TERM, PATIENT),
                a.logs(),
                a.resources(),
                a.restart(),
                a.job(),
                a.provisioning());
    }

    /** The same as a job. */
    public static AppSpec job(AppSpec a, JobSpec job) {
        return with(a, Optional.of(job));
    }

    /** The same as a service. */
    public static AppSpec service(AppSpec a) {
        return with(a, Optional.empty());
    }

    private static AppSpec with(AppSpec a, Optional<JobSpec> job) {
        return new AppSpec(
                a.name(),
                a.sourceFile(),
                a.enabled(),
                a.process(),
                a.stop(),
                a.logs(),
                a.resources(),
                a.restart(),
                job,
                a.provisioning());
    }

    /** A schedule in UTC that an {@link EverySeconds} of that number follows. */
    public static JobSpec every(long seconds) {
        return new JobSpec(
                Long.toString(seconds),
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobSpec.MissedRuns.SKIP);
    }

    /** The same with another fate of missed runs. */
    public static JobSpec missed(JobSpec j, JobSpec.MissedRuns missed) {
        return new JobSpec(j.schedule(), j.zone(), j.notBefore(), j.notAfter(), j.maxTimePerRun(), missed);
    }

    /** The same, with runs that may not take longer. */
    public static JobSpec atMost(JobSpec j, Duration most) {
        return new JobSpec(j.schedule(), j.zone(), j.notBefore(), j.notAfter(), Optional.of(most), j.missedRuns());
    }
}
