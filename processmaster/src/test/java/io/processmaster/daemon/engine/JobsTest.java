package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.JobSpec.MissedRuns;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.engine.FakeHost.Manner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine and the schedules that it follows. */
@Timeout(60)
class JobsTest {
    private static final AppName JOB = new AppName("job");
    private static final long DAILY = 86_400;
    private static final AppSpec SECONDLY = job(SampleApps.every(1));
    // Twelve hours from the next tick, whenever this test runs: no tick comes by chance.
    private static final Engine.Clock NOON = noon();

    @RegisterExtension
    private final Engines engines = new Engines();

    private final FakeHost host = new FakeHost();
    private final FakeFiles files = new FakeFiles();

    private static AppSpec job(JobSpec spec) {
        return SampleApps.job(SampleApps.app(JOB.text()), spec);
    }

    private static AppSpec daily(MissedRuns missed) {
        return job(SampleApps.missed(SampleApps.every(DAILY), missed));
    }

    private static Engine.Clock noon() {
        Engine.Clock clock = new Engine.Clock();
        long second = Math.floorMod(Instant.now().getEpochSecond(), DAILY);
        clock.leap(Duration.ofSeconds(DAILY / 2 - second));
        return clock;
    }

    private static Engine.Clock noonAnd(Duration more) {
        Engine.Clock clock = noon();
        clock.leap(more);
        return clock;
    }

    private Engine boot(Engine.Clock clock, AppSpec... apps) throws IOException {
        return engines.keep(Engine.boot(host, files, clock, apps));
    }

    private static long count(Engine engine, String event) {
        return engine.events.tail(Optional.of(JOB), 1_000).stream()
                .filter(entry -> entry.event().equals(event))
                .count();
    }

    /** Everything that was on its way to the loop has been dealt with. */
    private static void settled(Engine engine) {
        Engine.answer(engine.fleet()
                .define(
                        Engine.definitions(engine.fleet().snapshot().apps().stream()
                                .map(view -> view.spec())
                                .toArray(AppSpec[]::new)),
                        "settle"));
    }

    @Test
    void aJobDoesNotStartWithTheDaemonButAtItsTime() throws IOException, InterruptedException {
        Engine engine = boot(NOON, daily(MissedRuns.ONCE));
        assertThat(engine.life(JOB).phase()).isEqualTo(Phase.STOPPED);
        assertThat(engine.fleet().snapshot().find(JOB).orElseThrow().nextRun())
                .hasValueSatisfying(
                        next -> assertThat(next.getEpochSecond() % DAILY).isZero());
        engine.define(SECONDLY);
        assertThat(engine.events.awaitPhase(JOB, "RUNNING").message()).contains("scheduled for ");
        settled(engine);
        assertThat(engine.life(JOB).trigger().kind()).isEqualTo(Trigger.Kind.SCHEDULE);
    }

    @Test
    void aJobThatStillRunsIsNotStartedAgain() throws IOException, InterruptedException {
        Engine engine = boot(new Engine.Clock(), SECONDLY);
        assertThat(engine.events.await(JOB, "run_skipped").message()).startsWith("skipped: still running for ");
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void aJobThatEndsStaysDownHoweverItEnds() throws IOException, InterruptedException {
        Engine engine = boot(NOON, daily(MissedRuns.SKIP));
        engine.start(JOB);
        host.die(JOB, ExitStatus.signalled(11, true));
        JournalEntry ended = engine.events.awaitPhase(JOB, "STOPPED");
        assertThat(ended.message())
                .isEqualTo("RUNNING -> STOPPED: SIGSEGV (core dumped); the schedule decides when it runs again");
        settled(engine);
        assertThat(engine.life(JOB).lastExit().orElseThrow().outcome()).contains("crashed");
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void aLaunchThatFailedIsTriedAgainAtTheNextTick() throws IOException, InterruptedException {
        host.manners.put(JOB, Manner.CANNOT_BE_EXECUTED);
        Engine engine = boot(new Engine.Clock(), SECONDLY);
        assertThat(engine.events.awaitPhase(JOB, "FAILED").message()).contains("no such file");
        host.manners.remove(JOB);
        engine.events.awaitPhase(JOB, "RUNNING");
    }

    @Test
    void oneRunMakesUpForADowntime() throws IOException, InterruptedException {
        engines.down(boot(NOON, daily(MissedRuns.ONCE)), true);
        Engine next = boot(noonAnd(Duration.ofDays(3)), daily(MissedRuns.ONCE));
        JournalEntry missed = next.events.await(JOB, "runs_missed");
        assertThat(missed.message()).startsWith("3 runs of 86400 missed, made up for by one run");
        assertThat(missed.data()).containsEntry("count", "3");
        next.events.awaitPhase(JOB, "RUNNING");
        settled(next);
        assertThat(next.life(JOB).trigger())
                .isEqualTo(new Trigger(Trigger.Kind.CATCH_UP, "makes up for 3 runs missed"));
        host.die(JOB, ExitStatus.exited(0));
        next.events.awaitPhase(JOB, "STOPPED");
        engines.down(next, true);
        Engine third = boot(noonAnd(Duration.ofDays(3)), daily(MissedRuns.ONCE));
        settled(third);
        assertThat(count(third, "runs_missed")).as("made up for already").isZero();
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void theRunThatMakesUpIsNotLostToTheNextTickWhileTheRunBeforeIsTidiedUp() throws IOException, InterruptedException {
        Engine first = boot(NOON, daily(MissedRuns.ONCE));
        first.start(JOB);
        engines.down(first, false);
        CountDownLatch tidy = new CountDownLatch(1);
        host.beforeCollect.put(JOB, () -> await(tidy));
        host.die(JOB, ExitStatus.exited(0));
        try {
            Engine next = boot(noonAnd(Duration.ofDays(3)), daily(MissedRuns.ONCE));
            next.events.await(JOB, "runs_missed");
            assertThat(next.life(JOB).state()).isInstanceOf(AppState.Collecting.class);
            next.clock.leap(Duration.ofHours(12).plusSeconds(20));
            next.supervisor.clockWasSet();
            settled(next);
            assertThat(next.life(JOB).state()).isInstanceOf(AppState.Collecting.class);
            assertThat(host.launches()).isEqualTo(1);

            tidy.countDown();
            assertThat(next.events.awaitPhase(JOB, "RUNNING").data()).containsEntry("run", "2");
            settled(next);
            assertThat(next.life(JOB).trigger().kind()).isEqualTo(Trigger.Kind.CATCH_UP);
            assertThat(host.launches()).isEqualTo(2);
        } finally {
            tidy.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void missedRunsAreLeftOutAndTold() throws IOException, InterruptedException {
        engines.down(boot(NOON, daily(MissedRuns.SKIP)), true);
        Engine next = boot(noonAnd(Duration.ofDays(2)), daily(MissedRuns.SKIP));
        assertThat(next.events.await(JOB, "runs_missed").message()).startsWith("2 runs of 86400 missed, left out");
        settled(next);
        assertThat(host.launches()).isZero();
    }

    @Test
    void nothingIsMissedUnderAnotherScheduleNorWhileDisabled() throws IOException, InterruptedException {
        engines.down(boot(NOON, daily(MissedRuns.ONCE)), true);
        Engine other =
                boot(noonAnd(Duration.ofDays(2)), job(SampleApps.missed(SampleApps.every(DAILY * 2), MissedRuns.ONCE)));
        settled(other);
        AppSpec off = SampleApps.enabled(daily(MissedRuns.ONCE), false);
        other.define(off);
        assertThat(other.fleet().snapshot().find(JOB).orElseThrow().nextRun()).isEmpty();
        engines.down(other, true);
        Engine third = boot(noonAnd(Duration.ofDays(9)), daily(MissedRuns.ONCE));
        settled(third);
        third.define(off);
        third.clock.leap(Duration.ofDays(9));
        third.define(daily(MissedRuns.ONCE));
        assertThat(third.fleet().snapshot().find(JOB).orElseThrow().nextRun()).isPresent();
        assertThat(count(other, "runs_missed") + count(third, "runs_missed")).isZero();
        assertThat(host.launches()).isZero();
    }

    @Test
    void aClockThatIsSetMovesTheNextRunAndTellsOnce() throws IOException, InterruptedException {
        Engine engine = boot(noon(), daily(MissedRuns.SKIP));
        Instant before =
                engine.fleet().snapshot().find(JOB).orElseThrow().nextRun().orElseThrow();
        engine.clock.leap(Duration.ofDays(400));
        engine.supervisor.clockWasSet();
        assertThat(engine.events.await(JOB, "runs_missed").message()).startsWith("400 runs");
        settled(engine);
        assertThat(engine.fleet().snapshot().find(JOB).orElseThrow().nextRun())
                .contains(before.plus(Duration.ofDays(400)));
        engine.clock.leap(Duration.ofDays(-400));
        engine.supervisor.clockWasSet();
        engine.events.await(JOB, "clock_set_back");
        settled(engine);
        assertThat(engine.fleet().snapshot().find(JOB).orElseThrow().nextRun()).contains(before);
        for (int i = 0; i < 50; i++) {
            engine.supervisor.clockWasSet();
        }
        settled(engine);
        assertThat(count(engine, "runs_missed") + count(engine, "clock_set_back"))
                .isEqualTo(2);
        assertThat(host.launches()).isZero();
    }

    @Test
    void aTickThatComesDueByALeapOfTheClockRunsAtOnce() throws IOException, InterruptedException {
        Engine engine = boot(noon(), daily(MissedRuns.SKIP));
        engine.clock.leap(Duration.ofHours(12).plusSeconds(20));
        engine.supervisor.clockWasSet();
        engine.events.awaitPhase(JOB, "RUNNING");
        settled(engine);
        assertThat(engine.life(JOB).trigger().kind()).isEqualTo(Trigger.Kind.SCHEDULE);
    }

    @Test
    void aRunThatTakesTooLongIsEnded() throws IOException, InterruptedException {
        host.manners.put(JOB, Manner.IGNORES_SIGNALS);
        Engine engine = boot(NOON, job(SampleApps.atMost(SampleApps.every(DAILY), Duration.ofMillis(100))));
        Outcome outcome = Engine.answer(engine.fleet().run(JOB, StartCause.PERSON, "started by ann"));
        assertThat(outcome.word()).isEqualTo("run_failed");
        assertThat(outcome.message()).isEqualTo("overtime, SIGKILL");
        assertThat(engine.events.await(JOB, "overtime").message()).contains("max_time_per_run of 100ms");
        engine.events.await(JOB, "grace_expired");
        assertThat(files.newest(JOB, 9)).extracting(RunRecord::outcome).containsExactly("overtime");
    }

    @Test
    void theTimeOfARunGoesOnOverTheDaemonAndWithANewLimit() throws IOException, InterruptedException {
        Engine first = boot(NOON, daily(MissedRuns.SKIP));
        first.start(JOB);
        engines.down(first, false);
        Engine next = boot(NOON, job(SampleApps.atMost(SampleApps.every(DAILY), Duration.ofHours(1))));
        assertThat(next.life(JOB).state()).isInstanceOf(AppState.Running.class);
        next.define(job(SampleApps.atMost(SampleApps.every(DAILY), Duration.ofMillis(1))));
        next.events.await(JOB, "overtime");
        next.events.awaitPhase(JOB, "STOPPED");
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void aRunInProgressIsLeftAloneByNewSettingsAndEndedWhenTheJobIsDisabledOrGone()
            throws IOException, InterruptedException {
        Engine engine = boot(NOON, daily(MissedRuns.SKIP));
        engine.start(JOB);
        assertThat(engine.define(SampleApps.moved(daily(MissedRuns.SKIP), "/other")))
                .extracting(Change::action)
                .containsExactly(Change.Action.LIVE);
        assertThat(engine.life(JOB).phase()).isEqualTo(Phase.RUNNING);
        engine.define(SampleApps.enabled(SampleApps.moved(daily(MissedRuns.SKIP), "/other"), false));
        engine.events.awaitPhase(JOB, "STOPPED");
        assertThat(host.launches()).isEqualTo(1);
        engine.define();
        engine.events.await(JOB, "app_removed");
    }

    @Test
    void aServiceThatBecomesAJobIsEndedAndAJobThatBecomesAServiceIsStarted() throws IOException, InterruptedException {
        AppSpec service = SampleApps.app(JOB.text());
        Engine engine = boot(NOON, service);
        engine.events.awaitPhase(JOB, "RUNNING");
        engine.define(daily(MissedRuns.SKIP));
        assertThat(engine.events.awaitPhase(JOB, "STOPPED").message()).contains("it is a job now");
        engine.define(service);
        engine.events.await("second run", entry -> "2".equals(entry.data().get("run")));
        engines.down(engine, false);
        Engine next = boot(NOON, daily(MissedRuns.SKIP));
        assertThat(next.events.awaitPhase(JOB, "STOPPED").message()).contains("it is a job now");
        engines.down(next, true);
        boot(NOON, service).events.awaitPhase(JOB, "RUNNING");
    }

    @Test
    void aJobThatIsOverInAnInstantWasStarted() throws IOException {
        host.manners.put(JOB, Manner.DIES_AT_ONCE);
        Engine engine = boot(NOON, daily(MissedRuns.SKIP));
        for (int i = 0; i < 20; i++) {
            Outcome outcome = engine.start(JOB);
            assertThat(outcome.ok()).as(outcome.message()).isTrue();
        }
        assertThat(host.launches()).isEqualTo(20);
    }

    @Test
    void aPersonsStopEndsTheRunAndNotTheSchedule() throws IOException, InterruptedException {
        Engine engine = boot(new Engine.Clock(), SECONDLY);
        engine.events.awaitPhase(JOB, "RUNNING");
        assertThat(engine.stop(JOB).ok()).isTrue();
        AppLife life = engine.life(JOB);
        assertThat(life.stoppedByPerson()).isFalse();
        engine.events.await(
                "a run after the stop",
                entry -> entry.app().equals(Optional.of(JOB))
                        && "RUNNING".equals(entry.data().get("to"))
                        && !"1".equals(entry.data().get("run")));
    }

    @Test
    void whoWaitsForARunHearsOfItsEnd() throws IOException, InterruptedException {
        Engine engine = boot(NOON, daily(MissedRuns.SKIP));
        CompletableFuture<Outcome> answer = engine.fleet().run(JOB, StartCause.PERSON, "started by ann");
        engine.events.awaitPhase(JOB, "RUNNING");
        settled(engine);
        assertThat(answer).isNotDone();
        host.die(JOB, ExitStatus.exited(0));
        assertThat(Engine.answer(answer)).isEqualTo(Outcome.done("finished", "finished: exit code 0"));
        assertThat(List.copyOf(files.newest(JOB, 9))).hasSize(1);
    }

    /** A job whose run has ended but is not tidied up yet, and which is due again; the latch lets it go on. */
    private CountDownLatch dueWhileTidiedUp(Engine engine) throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        host.beforeCollect.put(JOB, () -> awaitQuietly(goOn));
        engine.events.awaitPhase(JOB, "RUNNING");
        host.die(JOB, ExitStatus.exited(0));
        // The first tick waits; the ones after it are told to be skipped.
        engine.events.await(JOB, "run_skipped");
        return goOn;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTickThatWaitedStartsNothingOnceTheDaemonShutsDown() throws IOException, InterruptedException {
        Engine engine = Engine.boot(host, files, new Engine.Clock(), SECONDLY);
        CountDownLatch goOn = dueWhileTidiedUp(engine);
        Thread down = new Thread(() -> {
            try {
                engine.supervisor.shutDown(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        down.start();
        while (!engine.fleet().snapshot().shuttingDown()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        down.join();
        assertThat(engine.fault.get()).isNull();
        assertThat(host.launches()).isEqualTo(1);
        assertThat(host.isPopulated(JOB)).isFalse();
    }

    @Test
    void aTickThatWaitedStartsNothingOnceTheJobIsDisabled() throws IOException, InterruptedException {
        Engine engine = Engine.boot(host, files, new Engine.Clock(), SECONDLY);
        CountDownLatch goOn = dueWhileTidiedUp(engine);
        engine.define(SampleApps.enabled(SECONDLY, false));
        goOn.countDown();
        engine.events.awaitPhase(JOB, "STOPPED");
        engines.down(engine, true);
        assertThat(host.launches()).isEqualTo(1);
    }
}
