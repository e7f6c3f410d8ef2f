package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.engine.FakeHost.Manner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong in one place stays there, and nobody waits for ever. */
@Timeout(60)
class SupervisorFaultsTest {
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");
    private static final AppSpec WEB_APP = SampleApps.app("web");
    private static final AppSpec WEB_OFF = SampleApps.enabled(WEB_APP, false);
    private static final AppSpec DB_OFF = SampleApps.enabled(SampleApps.app("db"), false);

    @RegisterExtension
    private final Engines engines = new Engines();

    @Test
    void aSlowLaunchOfOneAppDelaysNoOther() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF, DB_OFF);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.host.beforeLaunch.put(WEB, () -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<Outcome> slow = engine.fleet().start(WEB, StartCause.PERSON, "started by ann");
        begun.await();
        assertThat(engine.start(DB).word()).isEqualTo("started");
        assertThat(engine.stop(DB).word()).isEqualTo("stopped");
        assertThat(slow).isNotDone();
        go.countDown();
        assertThat(Engine.answer(slow).word()).isEqualTo("started");
    }

    @Test
    void aBugInOneAppsEffectIsItsOwnFailure() throws IOException, InterruptedException {
        AppSpec once = SampleApps.restarting(
                WEB_OFF,
                new RestartSpec(
                        RestartSpec.Policy.NEVER,
                        WEB_APP.restart().backoff(),
                        WEB_APP.restart().maxBackoff(),
                        WEB_APP.restart().resetAfter(),
                        0,
                        WEB_APP.restart().window()));
        Engine engine = engines.boot(once, DB_OFF);
        engine.host.manners.put(WEB, Manner.LAUNCHER_HAS_A_BUG);
        assertThat(engine.start(WEB).message()).contains("internal error", "bug in the launch of web");
        engine.events.await(WEB, "internal_error");
        assertThat(engine.start(DB).word()).isEqualTo("started");
    }

    @Test
    void aBugInASignalIsAnsweredAndDoesNotBlockTheLane() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        engine.start(WEB);
        engine.host.manners.put(WEB, Manner.SIGNAL_HAS_A_BUG);
        Outcome outcome = Engine.answer(engine.fleet().signal(WEB, Signal.HUP, "by ann"));
        assertThat(outcome.word()).isEqualTo("internal");
        assertThat(engine.stop(WEB).word()).as("killed after its grace").isEqualTo("killed");
    }

    @Test
    void aFullDiskIsToldOnceAndNobodyWaitsForEver() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.files.full = true;
        assertThat(engine.start(WEB).word()).isEqualTo("started");
        assertThat(engine.stop(WEB).word()).isEqualTo("stopped");
        engine.files.full = false;
        engine.files.broken = true;
        assertThat(engine.start(WEB).word()).isEqualTo("started");
        engine.files.broken = false;
        engine.stop(WEB);
        engine.events.await("saved again", entry -> entry.event().equals("state_saved_again"));
        assertThat(engine.events.tail(Optional.empty(), 1_000).stream()
                        .filter(entry -> entry.event().equals("state_not_saved")))
                .hasSize(1);
    }

    @Test
    void noStateIsSavedThatForgetsARunBeforeTheHistoryHasIt() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.start(WEB);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.files.beforeRun = () -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        CompletableFuture<Outcome> stopped = engine.fleet().stop(WEB, StopCause.PERSON, "stopped by ann");
        begun.await();
        assertThatThrownBy(() -> stopped.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(engine.files.saved(WEB).orElseThrow().live()).isPresent();
        go.countDown();
        assertThat(Engine.answer(stopped).word()).isEqualTo("stopped");
        assertThat(engine.files.saved(WEB).orElseThrow().live()).isEmpty();
        assertThat(engine.files.newest(WEB, 9)).hasSize(1);
    }

    @Test
    void whatIsStoppedBecauseItsDefinitionIsGoneCannotBeStartedAgain() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        engine.host.manners.put(WEB, Manner.IGNORES_SIGNALS);
        engine.start(WEB);
        engine.define();
        assertThat(engine.start(WEB).word()).isEqualTo("unknown_app");
        assertThat(engine.restart(WEB).word()).isEqualTo("unknown_app");
        engine.events.await(WEB, "app_removed");
        // Its answer comes after the snapshot of that turn.
        engine.define();
        assertThat(engine.fleet().snapshot().find(WEB)).isEmpty();
    }

    @Test
    void tooManyWaitingCommandsAreRefused() throws IOException, InterruptedException {
        Engine engine = engines.boot(WEB_OFF);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.supervisor.onLoop(() -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        for (int i = 0; i < Mailbox.MAX_COMMANDS; i++) {
            engine.supervisor.onLoop(() -> {});
        }
        CompletableFuture<Outcome> refused = engine.fleet().start(WEB, StartCause.PERSON, "by ann");
        assertThat(refused)
                .isCompletedWithValueMatching(outcome -> outcome.word().equals("busy"));
        assertThatThrownBy(() -> engine.define(WEB_APP))
                .hasRootCauseMessage("too many commands are waiting (try again)");
        go.countDown();
    }

    @Test
    void everyCommandOfACrowdIsAnswered() throws IOException {
        AppSpec[] apps = new AppSpec[6];
        for (int i = 0; i < apps.length; i++) {
            apps[i] = SampleApps.app("app-" + i);
        }
        Engine engine = engines.boot(apps);
        engine.host.manners.put(apps[0].name(), Manner.IGNORES_SIGNALS);
        engine.host.manners.put(apps[1].name(), Manner.DIES_AT_ONCE);
        engine.host.manners.put(apps[2].name(), Manner.CANNOT_BE_EXECUTED);
        Random random = new Random(5);
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            AppName app = apps[random.nextInt(apps.length)].name();
            answers.add(
                    switch (random.nextInt(5)) {
                        case 0 -> engine.fleet().start(app, StartCause.PERSON, "by ann");
                        case 1 -> engine.fleet().stop(app, StopCause.PERSON, "by bob");
                        case 2 -> engine.fleet().restart(app, StartCause.PERSON, "by cy");
                        case 3 -> engine.fleet().pause(app, random.nextBoolean(), "by dan");
                        default -> engine.fleet().signal(app, Signal.USR1, "by eve");
                    });
        }
        for (CompletableFuture<Outcome> answer : answers) {
            assertThat(Engine.answer(answer).word()).isNotEmpty().isNotEqualTo("internal");
        }
        for (AppSpec app : apps) {
            assertThat(engine.stop(app.name()).ok()).isTrue();
            assertThat(engine.host.isPopulated(app.name())).isFalse();
        }
    }

    @Test
    void whoComesAfterTheEndBeganIsTurnedAway() throws IOException, InterruptedException {
        Engine engine = Engine.boot(WEB_APP);
        engine.events.awaitPhase(WEB, "RUNNING");
        engine.host.manners.put(WEB, Manner.IGNORES_SIGNALS);
        Thread ending = new Thread(() -> {
            try {
                engine.supervisor.shutDown(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ending.start();
        engine.events.awaitPhase(WEB, "STOPPING");
        assertThat(engine.start(WEB).word()).isEqualTo("shutting_down");
        assertThatThrownBy(() -> engine.define(DB_OFF)).hasRootCauseMessage("the daemon is shutting down");
        ending.join();
    }
}
