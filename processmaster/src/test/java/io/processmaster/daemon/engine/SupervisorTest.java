package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.engine.FakeHost.Manner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class SupervisorTest {
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");
    private static final AppSpec WEB_APP = SampleApps.app("web");
    private static final AppSpec WEB_OFF = SampleApps.enabled(WEB_APP, false);
    private static final AppSpec DB_OFF = SampleApps.enabled(SampleApps.app("db"), false);

    @RegisterExtension
    private final Engines engines = new Engines();

    @Test
    void everyAppIsKnownAsSoonAsTheDaemonIsUpAlsoWhenNothingStarts() throws IOException {
        Engine engine = engines.boot(WEB_OFF, DB_OFF);
        assertThat(engine.fleet().snapshot().apps()).hasSize(2);
        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void enabledAppsStartWithTheDaemon() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_APP, DB_OFF);
        assertThat(engine.events.awaitPhase(WEB, "RUNNING").message()).contains("started with the daemon");
        assertThat(engine.host.pids(DB)).isEmpty();
    }

    @Test
    void aStartIsAnsweredOnceItRunsAndIsOnDisk() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        Outcome outcome = engine.start(WEB);
        assertThat(outcome.word()).isEqualTo("started");
        assertThat(engine.host.isPopulated(WEB)).isTrue();
        assertThat(engine.files.saved(WEB).flatMap(SavedApp::live)).isPresent();
        assertThat(engine.start(WEB).word()).isEqualTo("already_running");
        assertThat(engine.host.launches()).isEqualTo(1);
    }

    @Test
    void aStopIsAnsweredWithItsProofOnceItIsOnDisk() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        engine.start(WEB);
        Outcome outcome = engine.stop(WEB);
        assertThat(outcome.word()).isEqualTo("stopped");
        assertThat(outcome.receipt().orElseThrow().run()).isEqualTo(1);
        assertThat(engine.host.isPopulated(WEB)).isFalse();
        assertThat(engine.host.existing()).isEmpty();
        assertThat(engine.files.saved(WEB).orElseThrow().stoppedByUser()).isTrue();
        assertThat(engine.stop(WEB).word()).isEqualTo("already_stopped");
    }

    @Test
    void whatIgnoresTheSignalIsKilledAfterItsGrace() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.host.manners.put(WEB, Manner.IGNORES_SIGNALS);
        engine.start(WEB);
        Outcome outcome = engine.stop(WEB);
        assertThat(outcome.word()).isEqualTo("killed");
        assertThat(outcome.receipt().orElseThrow().tookMillis())
                .isGreaterThanOrEqualTo(WEB_APP.stop().grace().toMillis());
        engine.events.await(WEB, "grace_expired");
    }

    @Test
    void aStopCommandThatFailsFallsBackToTheSignal() throws IOException, InterruptedException {
        Engine engine = engines.boot(SampleApps.stoppedBy(WEB_OFF, "/bin/stop"));
        engine.host.stopCommandExit = ExitStatus.exited(3);
        engine.start(WEB);
        assertThat(engine.stop(WEB).word()).isEqualTo("stopped");
        assertThat(engine.events.await(WEB, "stop_command_failed").message())
                .isEqualTo("stop_command ended with exit code 3; falling back to the signal");
    }

    @Test
    void aRestartEndsOneRunAndStartsTheNext() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.start(WEB);
        assertThat(engine.restart(WEB).word()).isEqualTo("restarted");
        assertThat(engine.life(WEB).state().run()).isEqualTo(2);
        assertThat(engine.events.awaitPhase(WEB, "RESTARTING").message())
                .isEqualTo("RUNNING -> RESTARTING: restarted by ann");
        assertThat(engine.files.newest(WEB, 9)).singleElement().satisfies(run -> assertThat(run.outcome())
                .isEqualTo("stopped"));
    }

    @Test
    void aProgramThatCannotBeExecutedFailsAtOnceAndSaysWhy() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        engine.host.manners.put(WEB, Manner.CANNOT_BE_EXECUTED);
        Outcome outcome = engine.start(WEB);
        assertThat(outcome.word()).isEqualTo("start_failed");
        assertThat(outcome.message()).contains("/bin/run: no such file");
        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.FAILED);
        assertThat(engine.host.existing()).as("cgroups").isEmpty();
    }

    @Test
    void whatEndsByItselfAgainAndAgainFailsWhenItsBudgetIsUsedUp() throws IOException, InterruptedException {
        Engine engine = Engine.boot(WEB_OFF);
        engine.host.manners.put(WEB, Manner.DIES_AT_ONCE);
        CompletableFuture<Outcome> unused = engine.fleet().start(WEB, StartCause.PERSON, "started by ann");
        assertThat(engine.events.awaitPhase(WEB, "FAILED").message())
                .contains("exit code 1; 2 restarts in 1m00s are used up");
        assertThat(engine.host.launches()).isEqualTo(3);
        engine.supervisor.shutDown(true);
        assertThat(engine.files.newest(WEB, 9).stream().map(RunRecord::run)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void pauseFreezesAndResumeThaws() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        assertThat(Engine.answer(engine.fleet().pause(WEB, true, "by ann")).word())
                .isEqualTo("not_running");
        engine.start(WEB);
        assertThat(Engine.answer(engine.fleet().pause(WEB, true, "by ann")).word())
                .isEqualTo("paused");
        assertThat(engine.host.isFrozen(WEB)).isTrue();
        assertThat(engine.files.saved(WEB).orElseThrow().paused()).isTrue();
        assertThat(Engine.answer(engine.fleet().pause(WEB, false, "by ann")).word())
                .isEqualTo("resumed");
        assertThat(engine.host.isFrozen(WEB)).isFalse();
        engine.host.manners.put(WEB, Manner.CANNOT_BE_FROZEN);
        assertThat(Engine.answer(engine.fleet().pause(WEB, true, "by ann")))
                .isEqualTo(Outcome.failed("io_failed", "cgroup.freeze: no such device"));
    }

    @Test
    void newDefinitionsStartRestartAndRemove() throws IOException, InterruptedException {
        Engine engine = engines.boot();
        engine.define(WEB_APP);
        engine.events.awaitPhase(WEB, "RUNNING");
        engine.define(SampleApps.moved(WEB_APP, "/other"));
        assertThat(engine.events.awaitPhase(WEB, "RESTARTING").message())
                .contains("process.working_directory changed, update by ann");
        engine.define();
        engine.events.await(WEB, "app_removed");
        assertThat(engine.host.isPopulated(WEB)).isFalse();
        assertThat(engine.stop(WEB).word()).isEqualTo("unknown_app");
    }

    @Test
    void whatIsDisabledStopsAndWhatIsEnabledStarts() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.define(WEB_APP);
        engine.events.awaitPhase(WEB, "RUNNING");
        engine.define(WEB_OFF);
        assertThat(engine.events.awaitPhase(WEB, "STOPPING").message()).contains("disabled, update by ann");
    }

    @Test
    void anUpdateDoesNotBringBackWhatAPersonIsStopping() throws IOException {
        Engine engine = engines.boot(WEB_APP);
        engine.host.manners.put(WEB, Manner.IGNORES_SIGNALS);
        engine.start(WEB);
        CompletableFuture<Outcome> stop = engine.fleet().stop(WEB, StopCause.PERSON, "stopped by ann");
        engine.define(SampleApps.moved(WEB_APP, "/other"));
        assertThat(Engine.answer(stop).ok()).isTrue();
        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void theNextDaemonGoesOnWithTheSameRun() throws IOException, InterruptedException {
        Engine first = Engine.boot(WEB_OFF);
        first.start(WEB);
        int pid = first.host.pids(WEB).get(0);
        first.supervisor.shutDown(false);
        assertThat(first.host.isPopulated(WEB)).isTrue();
        AppSpec forced = SampleApps.enabled(WEB_OFF, true);
        Engine second = engines.keep(Engine.boot(first.host, first.files, forced));
        assertThat(second.life(WEB).state()).isInstanceOfSatisfying(AppState.Running.class, running -> {
            assertThat(running.run()).isEqualTo(1);
            assertThat(running.facts().mainPid()).isEqualTo(pid);
        });
        second.events.await(WEB, "adopted");
        second.host.die(WEB, ExitStatus.exited(0));
        second.events.awaitPhase(WEB, "RUNNING");
        assertThat(second.host.launches()).isEqualTo(2);
    }

    @Test
    void whatLostItsDefinitionIsStoppedAndStrangersAreLeftAlone() throws IOException, InterruptedException {
        Engine first = Engine.boot(WEB_APP);
        first.events.awaitPhase(WEB, "RUNNING");
        first.supervisor.shutDown(false);
        first.host.putProcess(DB);
        Engine second = engines.keep(Engine.boot(first.host, first.files));
        second.events.await(WEB, "app_removed");
        second.events.await(DB, "stray_cgroup");
        assertThat(second.host.isPopulated(WEB)).isFalse();
        assertThat(second.host.isPopulated(DB)).isTrue();
    }

    @Test
    void whatWasLaunchedWhileNothingCouldBeSavedIsKnownByTheMarkOnItsCgroup() throws IOException, InterruptedException {
        Engine first = engines.boot();
        first.files.full = true;
        first.define(WEB_APP, SampleApps.app("db"));
        first.events.awaitPhase(WEB, "RUNNING");
        first.events.awaitPhase(DB, "RUNNING");
        engines.down(first, false);
        first.host.die(DB, ExitStatus.exited(0));
        first.files.full = false;
        Engine second = engines.keep(Engine.boot(first.host, first.files));
        assertThat(second.events.await(WEB, "definition_vanished").message()).contains("stopping it");
        second.events.await(WEB, "app_removed");
        assertThat(second.host.isPopulated(WEB)).isFalse();
        engines.down(second, false);
        assertThat(second.files.newest(WEB, 5)).extracting(RunRecord::run).containsExactly(1L);
        assertThat(second.host.existing())
                .as("also of the one that ended meanwhile")
                .isEmpty();
    }

    @Test
    void whatWasLaunchedWhileNothingCouldBeSavedRunsOnWhenItsFileIsBadNow() throws IOException, InterruptedException {
        Engine first = engines.boot();
        first.files.full = true;
        first.define(WEB_APP);
        first.events.awaitPhase(WEB, "RUNNING");
        engines.down(first, false);
        first.files.full = false;
        Engine second = engines.keep(Engine.boot(
                first.host, first.files, new Definitions(Map.of(), Map.of(WEB, List.of("web.yaml:1:1: bad")))));
        assertThat(second.life(WEB).phase()).isEqualTo(Phase.RUNNING);
        assertThat(second.stop(WEB).word()).isEqualTo("stopped");
    }

    @Test
    void numbersOfRunsGoOnAfterThoseOfTheHistoryWhenTheStateCouldNotBeSaved() throws IOException, InterruptedException {
        Engine first = engines.boot(WEB_OFF);
        first.start(WEB);
        first.stop(WEB);
        first.files.full = true;
        for (int run = 2; run <= 4; run++) {
            first.start(WEB);
            first.stop(WEB);
        }
        engines.down(first, false);
        first.files.full = false;
        Engine second = engines.keep(Engine.boot(first.host, first.files, WEB_OFF));
        second.start(WEB);
        assertThat(second.life(WEB).state().run()).isEqualTo(5);
        second.stop(WEB);
        assertThat(first.files.newest(WEB, 9)).extracting(RunRecord::run).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void numbersOfRunsGoOnWhenTheStateIsLost() throws IOException, InterruptedException {
        Engine first = engines.boot(WEB_OFF, DB_OFF);
        for (AppName app : List.of(WEB, DB)) {
            first.start(app);
            first.stop(app);
        }
        engines.down(first, false);
        first.files.lose();
        // One is held back, and comes into force later.
        Engine second = engines.keep(Engine.boot(first.host, first.files, Set.of(DB), WEB_OFF, DB_OFF));
        second.define(WEB_OFF, DB_OFF);
        for (AppName app : List.of(WEB, DB)) {
            second.start(app);
            assertThat(second.life(app).state().run()).as(app.text()).isEqualTo(2);
            assertThat(second.life(app).lastExit()).as(app.text()).isPresent();
        }
    }

    @Test
    void theWayDownStopsEveryAppAndKeepsItsRecord() throws IOException, InterruptedException {
        Engine engine = Engine.boot(WEB_APP, SampleApps.app("db"));
        engine.events.awaitPhase(WEB, "RUNNING");
        engine.events.awaitPhase(DB, "RUNNING");
        engine.supervisor.shutDown(true);
        for (AppName app : List.of(WEB, DB)) {
            assertThat(engine.host.isPopulated(app)).isFalse();
            assertThat(engine.files.newest(app, 9)).hasSize(1);
            assertThat(engine.files.saved(app).orElseThrow().live()).isEmpty();
            assertThat(engine.files.saved(app).orElseThrow().stoppedByUser()).isFalse();
        }
    }
}
