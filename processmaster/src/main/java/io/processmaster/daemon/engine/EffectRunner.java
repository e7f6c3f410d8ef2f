package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.RunEnd;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries effects out in the app's lane and tells the loop what came of them. */
final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    private static final int STDERR_LINES = 30;
    // The process is dead already when this is asked; only its record may be a moment late.
    private static final Duration EXIT_LIMIT = Duration.ofMillis(500);

    private final Ports ports;
    private final LaunchSequence launches;
    private final StopCommands stopCommands;
    private final BiConsumer<AppName, AppEvent> news;

    EffectRunner(Ports ports, BiConsumer<AppName, AppEvent> news) {
        this.ports = ports;
        this.launches = new LaunchSequence(ports);
        this.stopCommands = new StopCommands(ports, launches, news);
        this.news = news;
    }

    /** Carries out one effect; never throws. */
    void perform(AppSpec spec, AppEffect effect) {
        try {
            dispatch(spec, effect);
        } catch (RuntimeException | Error e) {
            LOG.error("app={} effect={} failed by a bug", spec.name(), effect, e);
            fault(spec.name(), effect, e);
        }
    }

    private void dispatch(AppSpec spec, AppEffect effect) {
        if (effect instanceof AppEffect.Launch e) {
            launch(spec, e.run());
        } else if (effect instanceof AppEffect.RunStopCommand e) {
            stopCommands.run(spec, e);
        } else if (effect instanceof AppEffect.SignalAll e) {
            signal(spec, e.run());
        } else if (effect instanceof AppEffect.KillAll e) {
            kill(spec.name(), e.run());
        } else if (effect instanceof AppEffect.Freeze e) {
            freeze(spec.name(), e);
        } else if (effect instanceof AppEffect.Collect e) {
            collect(spec, e.run(), e.facts());
        } else if (effect instanceof AppEffect.KeepRecord e) {
            keep(spec.name(), e);
        } else {
            throw new IllegalStateException("cannot happen: " + effect + " is no matter of a lane");
        }
    }

    private void launch(AppSpec spec, long run) {
        try {
            RunFacts facts = launches.launch(spec, run);
            news.accept(spec.name(), new AppEvent.Launched(run, facts));
            ports.kernel().started(new RunId(spec.name(), run), facts.mainPid());
        } catch (LaunchRefused e) {
            if (e.failure().oomKilled()) {
                noteOom(spec.name(), run);
            }
            news.accept(spec.name(), new AppEvent.LaunchFailed(run, e.failure()));
        }
    }

    private void signal(AppSpec spec, long run) {
        try {
            int count = ports.cgroups().signal(spec.name(), spec.stop().signal());
            news.accept(spec.name(), new AppEvent.Signalled(run, count, ""));
        } catch (IOException e) {
            news.accept(spec.name(), new AppEvent.Signalled(run, 0, e.getMessage()));
        }
    }

    private void kill(AppName app, long run) {
        try {
            news.accept(app, new AppEvent.Killed(run, ports.cgroups().kill(app), ""));
        } catch (IOException e) {
            news.accept(app, new AppEvent.Killed(run, 0, e.getMessage()));
        }
    }

    private void freeze(AppName app, AppEffect.Freeze effect) {
        try {
            ports.cgroups().freeze(app, effect.frozen());
        } catch (IOException e) {
            news.accept(app, new AppEvent.FreezeFailed(effect.run(), effect.frozen(), e.getMessage()));
        }
    }

    private void collect(AppSpec spec, long run, RunFacts facts) {
        RunId id = new RunId(spec.name(), run);
        ExitStatus exit = ports.kernel().exitOf(id, EXIT_LIMIT);
        boolean oomKilled = false;
        try {
            oomKilled = ports.cgroups().oomKills(spec.name()) > 0;
            if (oomKilled) {
                noteOom(spec.name(), run);
            }
        } catch (IOException e) {
            note(spec.name(), "collect_failed", e.getMessage());
        }
        List<String> tail = ports.logs().stderrTail(spec, facts.stderrFrom(), STDERR_LINES);
        ports.kernel().forget(id);
        try {
            ports.cgroups().remove(spec.name());
        } catch (IOException e) {
            note(spec.name(), "cleanup_failed", e.getMessage());
        }
        news.accept(spec.name(), new AppEvent.Collected(run, new RunEnd(exit, oomKilled, tail)));
    }

    private void keep(AppName app, AppEffect.KeepRecord effect) {
        try {
            ports.history().append(app, effect.run());
        } catch (IOException e) {
            note(app, "history_failed", e.getMessage());
        }
    }

    private void noteOom(AppName app, long run) {
        ports.events()
                .append(
                        ports.time().now(),
                        "engine",
                        Optional.of(app),
                        "oom_killed",
                        "the kernel's OOM killer struck in run " + run,
                        Map.of("run", Long.toString(run)));
    }

    private void note(AppName app, String event, String message) {
        ports.events().append(ports.time().now(), "engine", Optional.of(app), event, message, Map.of());
    }

    private void fault(AppName app, AppEffect effect, Throwable fault) {
        note(app, "internal_error", effect.getClass().getSimpleName() + ": " + fault);
        if (effect instanceof AppEffect.Launch e) {
            LaunchFailure failure = LaunchFailure.passing(LaunchStage.SPAWN, "internal error: " + fault);
            news.accept(app, new AppEvent.LaunchFailed(e.run(), failure));
        } else if (effect instanceof AppEffect.Collect e) {
            news.accept(app, new AppEvent.Collected(e.run(), new RunEnd(ExitStatus.UNKNOWN, false, List.of())));
        } else if (effect instanceof AppEffect.RunStopCommand e) {
            news.accept(app, new AppEvent.StopCommandEnded(e.run(), false, "internal error: " + fault));
        }
    }
}
