package io.processmaster.daemon.core.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.daemon.core.fleet.KernelFacts;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.Survival;
import io.processmaster.daemon.core.fleet.ToldSince;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A host with one app on it: a kernel that misbehaves, a lane that is slow, a disk that lags, a daemon that is killed. */
final class World {
    static final AppName APP = new AppName("app");
    private static final RestartSpec.Policy[] POLICIES = RestartSpec.Policy.values();

    private static final StopCause[] STOP_CAUSES = StopCause.values();

    private final Random random;
    private final String label;
    final Rules rules;
    private Moment now = new Moment(Instant.EPOCH, 1_000_000_000_000L);
    AppLife life;
    private final FakeKernel kernel;
    private final Deque<AppEffect> lane = new ArrayDeque<>();
    private final Deque<AppEvent> outcomes = new ArrayDeque<>();
    private final List<AppEvent> news = new ArrayList<>();
    private final Map<TimerId, AppEffect.ArmTimer> timers = new EnumMap<>(TimerId.class);
    private final Set<Long> recorded = new HashSet<>();
    private final Set<Long> launched = new HashSet<>();
    // Half of the disks have the newest state at once; the others have it some time.
    private final boolean promptDisk;
    private Optional<SavedApp> disk = Optional.empty();
    private Optional<RunRecord> history = Optional.empty();
    private int crashes;
    private boolean personSaysDown;

    World(long seed) {
        this.random = new Random(seed);
        this.label = "replay with -Dpm.seed=" + seed;
        this.kernel = new FakeKernel(random);
        boolean grows = random.nextBoolean();
        RestartSpec restart = new RestartSpec(
                POLICIES[random.nextInt(POLICIES.length)],
                Duration.ofMillis(random.nextInt(3) * 100L),
                grows ? Duration.ofSeconds(2) : Duration.ZERO,
                Duration.ofSeconds(5),
                random.nextInt(5),
                Duration.ofSeconds(20));
        boolean job = random.nextInt(3) == 0;
        Optional<Duration> most =
                job && random.nextBoolean() ? Optional.of(Duration.ofMillis(random.nextInt(3_000))) : Optional.empty();
        this.rules = new Rules(restart, random.nextInt(4) == 0, Duration.ofMillis(500), job, most);
        this.life = AppLife.unborn(now, "unborn");
        this.promptDisk = random.nextBoolean();
        save();
    }

    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            act();
            check();
        }
        settle();
    }

    private void act() {
        int what = random.nextInt(22);
        switch (what) {
            case 0 -> start();
            case 1 -> stop(StopCause.PERSON);
            case 2 -> {
                personSaysDown = false;
                apply(new AppEvent.RestartRequested(StartCause.PERSON, "person"));
            }
            case 3 -> kernel.mainDies(news);
            case 4 -> kernel.allDie(news);
            case 5 -> kernel.forks();
            case 6 -> kernel.turnsStubborn();
            case 7 -> apply(new AppEvent.PauseRequested(random.nextBoolean(), "person"));
            case 8 -> {
                if (random.nextInt(4) == 0) {
                    daemonIsKilled();
                }
            }
            case 9 -> save();
            case 10 -> wallJumps();
            case 11, 12 -> passTime(random.nextInt(700));
            case 13, 14, 15 -> performNext();
            case 20 -> stop(STOP_CAUSES[random.nextInt(STOP_CAUSES.length)]);
            case 21 -> {
                if (rules.job()) {
                    tick();
                } else {
                    update();
                }
            }
            default -> deliverSomething();
        }
    }

    private void start() {
        personSaysDown = false;
        apply(new AppEvent.StartRequested(StartCause.PERSON, "person"));
    }

    private void stop(StopCause cause) {
        personSaysDown = personSaysDown || cause == StopCause.PERSON;
        apply(new AppEvent.StopRequested(cause, "person"));
        save(); // a stop is answered only once it is on disk
    }

    /** The schedule wants a run: one starts when nothing runs, and otherwise nothing at all changes. */
    private void tick() {
        AppLife before = life;
        boolean idle = life.isAtRest();
        int waiting = lane.size();
        apply(new AppEvent.StartRequested(random.nextBoolean() ? StartCause.SCHEDULE : StartCause.CATCH_UP, "tick"));
        if (idle) {
            personSaysDown = false;
            assertThat(life.state()).as(label + ": a tick starts what is down").isInstanceOf(AppState.Starting.class);
        } else {
            assertThat(life)
                    .as(label + ": a tick leaves alone what is not down")
                    .isEqualTo(before);
            assertThat(lane.stream().skip(waiting))
                    .as(label + ": a tick that is skipped is told once")
                    .singleElement()
                    .isInstanceOf(AppEffect.Note.class);
        }
    }

    /** Definitions that changed; who is on the way down is left alone, as the plan of an update does. */
    private void update() {
        if (life.state() instanceof AppState.Stopped stopped && !stopped.finished() && !life.stoppedByPerson()) {
            apply(new AppEvent.StartRequested(StartCause.UPDATE, "update"));
        } else if (!life.isAtRest() && life.phase() != Phase.STOPPING) {
            apply(new AppEvent.RestartRequested(StartCause.UPDATE, "update"));
        }
    }

    private void wallJumps() {
        now = new Moment(now.wall().plusSeconds(random.nextInt(7200) - 3600), now.nanos());
    }

    private void passTime(int millis) {
        now = now.plus(Duration.ofMillis(millis));
        for (AppEffect.ArmTimer timer : List.copyOf(timers.values())) {
            if (now.reached(timer.at())) {
                timers.remove(timer.timer());
                apply(new AppEvent.TimerFired(timer.timer(), timer.run()));
            }
        }
        if (life.state() instanceof AppState.Running running
                && rules.maxTimePerRun().isPresent()) {
            assertThat(now.reached(
                            running.facts().started().plus(rules.maxTimePerRun().get())))
                    .as(label + ": runs longer than it may")
                    .isFalse();
        }
    }

    private void apply(AppEvent event) {
        Transition t = AppMachine.step(life, event, rules, now, random.nextDouble());
        assertThat(t.next().state().run())
                .as(label + ": runs count up")
                .isGreaterThanOrEqualTo(life.state().run());
        life = t.next();
        if (promptDisk) {
            save();
        }
        for (AppEffect effect : t.effects()) {
            if (effect instanceof AppEffect.ArmTimer arm) {
                timers.put(arm.timer(), arm);
            } else if (effect instanceof AppEffect.CancelTimer cancel) {
                timers.remove(cancel.timer());
            } else {
                lane.add(effect);
            }
        }
    }

    private void performNext() {
        if (!lane.isEmpty()) {
            perform(lane.remove());
        }
    }

    private void perform(AppEffect effect) {
        if (effect instanceof AppEffect.Launch launch) {
            performLaunch(launch);
        } else if (effect instanceof AppEffect.RunStopCommand command) {
            boolean good = random.nextBoolean();
            if (good) {
                kernel.signalled(news);
            }
            outcomes.add(new AppEvent.StopCommandEnded(command.run(), good, good ? "exit code 0" : "exit code 1"));
        } else if (effect instanceof AppEffect.SignalAll signal) {
            boolean fails = random.nextInt(20) == 0;
            int count = fails ? 0 : kernel.signalled(news);
            outcomes.add(new AppEvent.Signalled(signal.run(), count, fails ? "no permission" : ""));
        } else if (effect instanceof AppEffect.KillAll kill) {
            boolean fails = random.nextInt(20) == 0;
            int count = fails ? 0 : kernel.killed(news);
            outcomes.add(new AppEvent.Killed(kill.run(), count, fails ? "no such device" : ""));
        } else if (effect instanceof AppEffect.Freeze freeze && random.nextInt(10) == 0) {
            outcomes.add(new AppEvent.FreezeFailed(freeze.run(), freeze.frozen(), "cannot freeze"));
        } else if (effect instanceof AppEffect.Collect collect) {
            assertThat(kernel.live)
                    .as(label + ": only an empty cgroup is removed")
                    .isZero();
            kernel.removeCgroup();
            outcomes.add(new AppEvent.Collected(collect.run(), kernel.end()));
        } else if (effect instanceof AppEffect.KeepRecord record) {
            assertThat(recorded.add(record.run().run()) || crashes > 0)
                    .as(label + ": run " + record.run().run() + " is recorded once")
                    .isTrue();
            history = Optional.of(record.run());
        }
    }

    private void performLaunch(AppEffect.Launch launch) {
        assertThat(kernel.live).as(label + ": two runs of one app at once").isZero();
        assertThat(recorded)
                .as(label + ": a number that the history tells is not given again")
                .doesNotContain(launch.run());
        kernel.makeCgroup();
        if (random.nextInt(8) == 0) {
            kernel.removeCgroup();
            LaunchFailure failure = new LaunchFailure(LaunchStage.EXECUTE, "no such file", random.nextBoolean());
            outcomes.add(new AppEvent.LaunchFailed(launch.run(), failure));
            return;
        }
        launched.add(launch.run());
        kernel.spawn(launch.run());
        RunFacts facts = new RunFacts(now, 100 + (int) launch.run(), launch.run(), 0);
        if (random.nextInt(6) == 0) {
            kernel.allDie(news); // dies at once: the two reports race
        }
        outcomes.add(new AppEvent.Launched(launch.run(), facts));
    }

    private void deliverSomething() {
        if (!outcomes.isEmpty() && (news.isEmpty() || random.nextBoolean())) {
            apply(outcomes.remove());
        } else if (!news.isEmpty()) {
            apply(news.remove(random.nextInt(news.size())));
        }
    }

    private void save() {
        disk = Optional.of(Survival.save(APP, true, life, Optional.empty()));
    }

    /** Everything in memory is gone; what the kernel and the disk know is left. */
    private void daemonIsKilled() {
        crashes++;
        // The state that no longer needs a record was saved after the record.
        lane.stream().filter(AppEffect.KeepRecord.class::isInstance).forEach(this::perform);
        lane.clear();
        outcomes.clear();
        news.clear();
        timers.clear();
        KernelFacts facts = kernel.facts(disk.flatMap(SavedApp::live).map(live -> live.mainPid()));
        Survival.Restored restored =
                Survival.restore(ToldSince.catchUp(APP, disk, history, facts, true), facts, true, true, now);
        life = restored.life();
        if (promptDisk) {
            save();
        }
        lane.addAll(restored.effects());
        kernel.retold(life.state().run(), news);
        Overtime.watch(life, rules).ifPresent(timer -> timers.put(TimerId.OVERTIME, timer));
        if (life.stoppedByPerson()) {
            apply(new AppEvent.StopRequested(StopCause.PERSON, "was stopped"));
        } else if (!rules.job() && life.state() instanceof AppState.Stopped stopped && !stopped.finished()) {
            apply(new AppEvent.StartRequested(StartCause.BOOT, "boot"));
        }
    }

    private void check() {
        AppState state = life.state();
        boolean idle = lane.isEmpty() && outcomes.isEmpty() && news.isEmpty();
        if (state instanceof AppState.Stopped
                || state instanceof AppState.Failed
                || state instanceof AppState.Backoff) {
            assertThat(kernel.live)
                    .as(label + ": " + state + " but something runs")
                    .isZero();
        }
        if (state instanceof AppState.Running && idle) {
            assertThat(kernel.live)
                    .as(label + ": " + state + " but nothing runs")
                    .isPositive();
        }
        assertThat(rules.job() && state instanceof AppState.Backoff)
                .as(label + ": a job waits for its schedule, and for nothing else")
                .isFalse();
        assertThat(life.restarts().within(rules.restart().window().toNanos(), now.nanos()))
                .as(label + ": the restart budget holds")
                .isLessThanOrEqualTo(rules.restart().maxRestarts());
        if (personSaysDown && idle) {
            assertThat(state instanceof AppState.Running)
                    .as(label + ": runs although a person stopped it")
                    .isFalse();
        }
    }

    private void settle() {
        stop(StopCause.PERSON);
        for (int i = 0; i < 400 && !(life.isAtRest() && lane.isEmpty() && outcomes.isEmpty()); i++) {
            performNext();
            deliverSomething();
            passTime(200);
            check();
        }
        while (!news.isEmpty()) {
            deliverSomething();
        }
        assertThat(life.isAtRest())
                .as(label + ": a stop comes to its end, but " + life.state())
                .isTrue();
        assertThat(kernel.live).as(label + ": a stopped app has no process").isZero();
        if (crashes == 0 || promptDisk) {
            assertThat(recorded).as(label + ": every run is recorded").containsAll(launched);
        }
    }

    /** What happened, for statistics. */
    int runs() {
        return launched.size();
    }

    int crashes() {
        return crashes;
    }

    static ExitStatus anyExit(Random random) {
        return random.nextBoolean() ? ExitStatus.exited(random.nextInt(2)) : ExitStatus.signalled(9, false);
    }
}
