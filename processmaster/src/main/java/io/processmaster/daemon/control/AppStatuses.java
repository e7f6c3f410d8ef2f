package io.processmaster.daemon.control;

import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.CgroupUsage;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.LogReader;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes what people see of an app out of its life and of what the kernel says of its cgroup now. */
final class AppStatuses {
    /** How many runs of a job are told ahead. */
    static final int NEXT_RUNS = 5;

    private final CgroupTree cgroups;
    private final LogReader logs;
    private final Provisioner provisioner;
    private final TimeSource time;
    private final CpuShares shares = new CpuShares();

    AppStatuses(CgroupTree cgroups, LogReader logs, Provisioner provisioner, TimeSource time) {
        this.cgroups = cgroups;
        this.logs = logs;
        this.provisioner = provisioner;
        this.time = time;
    }

    AppStatus of(AppView view) {
        return of(view, place(view));
    }

    /** Without where it lives. */
    AppStatus brief(AppView view) {
        return of(view, AppPlace.UNTOLD);
    }

    private AppStatus of(AppView view, AppPlace place) {
        Moment now = time.now();
        AppLife life = view.life();
        Optional<RunFacts> facts = life.facts();
        boolean paused = life.state() instanceof AppState.Running running && running.paused();
        Actual actual = facts.isPresent() ? look(view.spec().name(), facts.get(), now) : Actual.NOTHING;
        return new AppStatus(
                view.spec().name().text(),
                view.spec().job().isPresent() ? "job" : "service",
                view.spec().enabled(),
                view.isOutdated(),
                paused,
                life.stoppedByPerson(),
                life(view, facts, actual, now),
                timing(view, facts),
                actual.usage(),
                place);
    }

    private static AppTiming timing(AppView view, Optional<RunFacts> facts) {
        Optional<LastExit> last = view.life().lastExit();
        List<Long> runs = view.upcoming().map(u -> u.runs(NEXT_RUNS)).orElse(List.of()).stream()
                .map(Instant::toEpochMilli)
                .toList();
        return new AppTiming(
                view.spec().job().map(JobSpec::schedule),
                view.spec().job().map(job -> job.zone().getId()),
                runs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(runs.get(0)),
                facts.isPresent()
                        ? OptionalLong.of(facts.get().started().epochMillis())
                        : last.map(LastExit::startedAtMillis).orElse(OptionalLong.empty()),
                last.flatMap(LastExit::outcome),
                runs);
    }

    /** What the kernel says. */
    private record Actual(boolean populated, List<Long> pids, AppUsage usage) {
        static final Actual NOTHING = new Actual(false, List.of(), AppUsage.NONE);
        static final Actual UNREADABLE = new Actual(true, List.of(), AppUsage.NONE);
    }

    private Actual look(AppName app, RunFacts facts, Moment now) {
        try {
            List<Long> pids = cgroups.pids(app).stream().map(Integer::longValue).toList();
            return new Actual(!pids.isEmpty(), pids, measure(app, facts, now));
        } catch (IOException e) {
            // A cgroup that is gone is no error. One that cannot be read is not one that is empty.
            return Actual.UNREADABLE;
        }
    }

    /** Only what a run in progress uses now. */
    AppUsage usage(AppView view, RunFacts facts) {
        try {
            return measure(view.spec().name(), facts, time.now());
        } catch (IOException e) {
            return AppUsage.NONE;
        }
    }

    private AppUsage measure(AppName app, RunFacts facts, Moment now) throws IOException {
        CgroupUsage usage = cgroups.usage(app);
        return new AppUsage(
                shares.percent(app, facts, usage.cpuMicros(), now),
                usage.memoryBytes(),
                usage.memoryLimitBytes(),
                usage.tasks());
    }

    private static io.processmaster.common.api.AppLife life(
            AppView view, Optional<RunFacts> facts, Actual actual, Moment now) {
        AppLife life = view.life();
        boolean up = life.phase() == Phase.RUNNING || actual.populated();
        return new io.processmaster.common.api.AppLife(
                up ? "RUNNING" : "STOPPED",
                life.phase().name(),
                life.since().epochMillis(),
                Optional.of(life.reason()).filter(reason -> !reason.isEmpty()),
                Optional.empty(),
                actual.pids(),
                mainPid(life.state(), facts),
                facts.isPresent()
                        ? OptionalLong.of(now.since(facts.get().started()).toMillis())
                        : OptionalLong.empty(),
                life.restarts().within(view.spec().restart().window().toNanos(), now.nanos()),
                life.restarts().total(),
                life.lastExit().map(exit -> Exits.of(exit.exit(), exit.oomKilled(), exit.atMillis())),
                mainExit(life.state(), now));
    }

    private static OptionalLong mainPid(AppState state, Optional<RunFacts> facts) {
        boolean gone =
                state instanceof AppState.Running running && running.mainExit().isPresent();
        return facts.isEmpty() || gone || facts.get().mainPid() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(facts.get().mainPid());
    }

    private static Optional<io.processmaster.common.api.LastExit> mainExit(AppState state, Moment now) {
        return state instanceof AppState.Running running
                ? running.mainExit().map(exit -> Exits.of(exit, false, now.epochMillis()))
                : Optional.empty();
    }

    private AppPlace place(AppView view) {
        boolean provisioned = !view.spec().provisioning().isEmpty();
        return new AppPlace(
                List.of(),
                view.spec().process().workingDirectory(),
                view.spec().sourceFile(),
                cgroups.path(view.spec().name()),
                provisioned,
                provisioned ? Optional.of(Provisioner.marker(view.spec())) : Optional.empty(),
                provisioned && provisioner.isMarked(view.spec()),
                logs.declared(view.spec(), Optional.empty()).stream()
                        .map(LogFiles.LogFile::path)
                        .toList());
    }
}
