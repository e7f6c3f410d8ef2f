package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.fleet.Outcome;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits hold as the definition has them now, whenever they changed. */
@Timeout(60)
class LiveLimitsTest {
    private static final AppName WEB = new AppName("web");
    private static final AppSpec BEFORE = SampleApps.limited(SampleApps.app("web"), 10);
    private static final AppSpec AFTER = SampleApps.limited(SampleApps.app("web"), 20);

    @RegisterExtension
    private final Engines engines = new Engines();

    private final FakeHost host = new FakeHost();
    private final FakeFiles files = new FakeFiles();

    @Test
    void thoseThatChangeDuringALaunchHoldOnceItIsOver() throws IOException, InterruptedException {
        AppSpec off = SampleApps.enabled(BEFORE, false);
        Engine engine = engines.keep(Engine.boot(host, files, off));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        host.beforeLaunch.put(WEB, () -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<Outcome> start = engine.fleet().start(WEB, StartCause.PERSON, "started by ann");
        begun.await();
        engine.define(SampleApps.enabled(AFTER, false));
        go.countDown();

        assertThat(Engine.answer(start).word()).isEqualTo("started");
        engines.down(engine, false);
        assertThat(host.limits).containsEntry(WEB, AFTER.resources());
    }

    @Test
    void thoseThatChangedWhileNoDaemonRanHoldForARunThatGoesOn() throws IOException, InterruptedException {
        Engine first = Engine.boot(host, files, BEFORE);
        first.events.awaitPhase(WEB, "RUNNING");
        engines.down(first, false);
        engines.down(Engine.boot(host, files, AFTER), false);

        assertThat(host.limits).containsEntry(WEB, AFTER.resources());
        assertThat(host.launches()).isEqualTo(1);
    }

    @Test
    void thoseOfADefinitionThatIsHeldBackHoldOnceItIsInForce() throws IOException, InterruptedException {
        Engine first = Engine.boot(host, files, BEFORE);
        first.events.awaitPhase(WEB, "RUNNING");
        engines.down(first, false);
        Engine second = Engine.boot(host, files, Set.of(WEB), AFTER);
        assertThat(host.limits).containsEntry(WEB, BEFORE.resources());
        second.define(AFTER);
        engines.down(second, false);

        assertThat(host.limits).containsEntry(WEB, AFTER.resources());
    }
}
