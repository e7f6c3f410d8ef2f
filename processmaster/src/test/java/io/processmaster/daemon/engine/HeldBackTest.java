package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.Trigger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Definitions that the start of the daemon holds back, and what was known of their apps before. */
@Timeout(60)
class HeldBackTest {
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");
    private static final AppSpec WEB_APP = SampleApps.app("web");
    private static final AppSpec DB_OFF = SampleApps.enabled(SampleApps.app("db"), false);
    private static final AppName JOB = new AppName("job");
    private static final AppSpec JOB_APP =
            SampleApps.job(SampleApps.app("job"), SampleApps.missed(SampleApps.every(86_400), JobSpec.MissedRuns.ONCE));
    // Twelve hours from the next tick, whenever this test runs: no tick comes by chance.
    private static final Engine.Clock NOON = noonAnd(0);

    @RegisterExtension
    private final Engines engines = new Engines();

    private final FakeHost host = new FakeHost();
    private final FakeFiles files = new FakeFiles();

    private static Engine.Clock noonAnd(int days) {
        Engine.Clock clock = new Engine.Clock();
        long second = Math.floorMod(Instant.now().getEpochSecond(), 86_400L);
        clock.leap(Duration.ofSeconds(43_200 - second).plusDays(days));
        return clock;
    }

    private static Engine.Clock threeDaysOn() {
        return noonAnd(3);
    }

    @Test
    void whatIsHeldBackIsNotThereUntilItIsDefinedAndStartsThen() throws IOException, InterruptedException {
        Engine engine = engines.keep(Engine.boot(host, files, Set.of(WEB), WEB_APP, DB_OFF));
        assertThat(engine.fleet().snapshot().find(WEB)).isEmpty();
        assertThat(engine.fleet().snapshot().find(DB)).isPresent();

        engine.define(WEB_APP, DB_OFF);

        engine.events.awaitPhase(WEB, "RUNNING");
    }

    @Test
    void whatAPersonStoppedStaysStoppedHoweverLongItIsHeldBack() throws IOException, InterruptedException {
        stoppedByPerson();
        Engine failing = Engine.boot(host, files, Set.of(WEB), WEB_APP, DB_OFF);
        Engine.answer(failing.fleet().define(withoutWeb(), "update by ann"));
        assertThat(failing.fleet().snapshot().find(WEB)).isEmpty();
        failing.supervisor.shutDown(true);
        assertThat(files.saved(WEB).map(SavedApp::stoppedByUser)).contains(true);

        Engine engine = engines.keep(Engine.boot(host, files, Set.of(WEB), WEB_APP, DB_OFF));
        engine.define(WEB_APP, DB_OFF);

        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.STOPPED);
        assertThat(engine.life(WEB).stoppedByPerson()).isTrue();
        assertThat(host.launches()).isEqualTo(1);
        assertThat(engine.start(WEB).word()).isEqualTo("started");
    }

    @Test
    void whatHasNoDefinitionAnyMoreIsForgotten() throws IOException, InterruptedException {
        stoppedByPerson();
        Engine engine = engines.keep(Engine.boot(host, files, Set.of(WEB), WEB_APP));
        engine.define(DB_OFF);
        engine.define(WEB_APP, DB_OFF);
        engine.events.awaitPhase(WEB, "RUNNING");
    }

    @Test
    void whatStillRunsIsAdoptedAndNotStartedAgain() throws IOException, InterruptedException {
        Engine before = Engine.boot(host, files, WEB_APP);
        before.events.awaitPhase(WEB, "RUNNING");
        before.supervisor.shutDown(false);

        Engine engine = engines.keep(Engine.boot(host, files, Set.of(WEB), WEB_APP));
        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.RUNNING);
        engine.define(WEB_APP);

        assertThat(engine.life(WEB).phase()).isEqualTo(Phase.RUNNING);
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void aJobThatIsHeldBackGoesOnWithItsScheduleOnceItIsDefined() throws IOException, InterruptedException {
        engines.down(engines.keep(boot(NOON, Set.of(), JOB_APP)), true);

        Engine engine = engines.keep(boot(threeDaysOn(), Set.of(JOB), JOB_APP));
        assertThat(engine.fleet().snapshot().find(JOB)).isEmpty();
        assertThat(host.launches()).isZero();

        assertMadeUpForOnce(engine, 1);
    }

    @Test
    void aJobWhoseRunEndedMeanwhileRunsOnlyOnceItIsDefined() throws IOException, InterruptedException {
        runningJob();
        host.die(JOB, ExitStatus.exited(0));

        Engine engine = engines.keep(boot(threeDaysOn(), Set.of(JOB), JOB_APP));
        engine.events.awaitPhase(JOB, "STOPPED");
        nothingStartsUntilDefined(engine);

        assertMadeUpForOnce(engine, 2);
    }

    @Test
    void aJobThatStillRunsGoesOnAndRunsAgainOnlyOnceItIsDefined() throws IOException, InterruptedException {
        runningJob();

        Engine engine = engines.keep(boot(threeDaysOn(), Set.of(JOB), JOB_APP));
        assertThat(engine.life(JOB).phase()).isEqualTo(Phase.RUNNING);
        assertThat(engine.fleet().snapshot().find(JOB).orElseThrow().nextRun()).isEmpty();
        engine.supervisor.clockWasSet();
        host.die(JOB, ExitStatus.exited(0));
        engine.events.awaitPhase(JOB, "STOPPED");
        nothingStartsUntilDefined(engine);

        assertMadeUpForOnce(engine, 2);
    }

    @Test
    void howFarAScheduleWasFollowedOutlivesADaemonThatNeverProvisions() throws IOException, InterruptedException {
        runningJob();
        host.die(JOB, ExitStatus.exited(0));
        Engine failing = engines.keep(boot(noonAnd(1), Set.of(JOB), JOB_APP));
        failing.events.awaitPhase(JOB, "STOPPED");
        Engine.answer(failing.fleet()
                .define(new Definitions(Map.of(), Map.of(JOB, List.of("provisioning failed"))), "update by ann"));
        nothingStartsUntilDefined(failing);
        engines.down(failing, false);

        Engine engine = engines.keep(boot(threeDaysOn(), Set.of(JOB), JOB_APP));
        assertMadeUpForOnce(engine, 2);
    }

    @Test
    void aServiceThatEndsWhileItIsHeldBackStartsOnlyOnceItIsDefined() throws IOException, InterruptedException {
        Engine before = engines.keep(Engine.boot(host, files, WEB_APP));
        before.events.awaitPhase(WEB, "RUNNING");
        engines.down(before, false);

        Engine engine = engines.keep(Engine.boot(host, files, Set.of(WEB), WEB_APP));
        host.die(WEB, ExitStatus.exited(1));
        assertThat(engine.events.awaitPhase(WEB, "STOPPED").message()).contains("waits for provisioning");
        assertThat(engine.start(WEB).message()).contains("not provisioned yet");
        assertThat(engine.restart(WEB).message()).contains("not provisioned yet");
        assertThat(host.launches()).isEqualTo(1);

        engine.define(WEB_APP);
        engine.events.awaitPhase(WEB, "RUNNING");
        assertThat(host.launches()).isEqualTo(2);
    }

    private Engine boot(Engine.Clock clock, Set<AppName> held, AppSpec... apps) throws IOException {
        return Engine.boot(host, files, clock, held, apps);
    }

    private void runningJob() throws IOException, InterruptedException {
        Engine before = engines.keep(boot(NOON, Set.of(), JOB_APP));
        before.start(JOB);
        engines.down(before, false);
    }

    private void nothingStartsUntilDefined(Engine engine) {
        engine.supervisor.clockWasSet();
        assertThat(engine.start(JOB).word()).isEqualTo("start_failed");
        assertThat(engine.life(JOB).phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.launches()).isEqualTo(1);
        assertThat(count(engine, "runs_missed")).isZero();
    }

    private void assertMadeUpForOnce(Engine engine, int launches) throws InterruptedException {
        engine.define(JOB_APP);
        assertThat(engine.events.await(JOB, "runs_missed").message()).startsWith("3 runs of 86400 missed, made up");
        engine.events.await(
                "the run that makes up",
                entry -> entry.app().equals(Optional.of(JOB))
                        && "RUNNING".equals(entry.data().get("to"))
                        && Integer.toString(launches).equals(entry.data().get("run")));
        host.die(JOB, ExitStatus.exited(0));
        engine.define(JOB_APP);
        engine.supervisor.clockWasSet();
        engine.define(JOB_APP);
        assertThat(host.launches()).isEqualTo(launches);
        assertThat(engine.life(JOB).trigger().kind()).isEqualTo(Trigger.Kind.CATCH_UP);
        assertThat(count(engine, "runs_missed")).isEqualTo(1);
    }

    private static long count(Engine engine, String event) {
        return engine.events.tail(Optional.of(JOB), 1_000).stream()
                .filter(entry -> entry.event().equals(event))
                .count();
    }

    private void stoppedByPerson() throws IOException, InterruptedException {
        Engine before = Engine.boot(host, files, WEB_APP);
        before.events.awaitPhase(WEB, "RUNNING");
        before.stop(WEB);
        before.supervisor.shutDown(true);
    }

    private static Definitions withoutWeb() {
        return new Definitions(Map.of(DB, DB_OFF), Map.of(WEB, List.of("provisioning failed")));
    }
}
