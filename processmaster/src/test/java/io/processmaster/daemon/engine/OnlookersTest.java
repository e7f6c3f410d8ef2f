package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.port.Fleet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OnlookersTest {
    private static final AppName WEB = new AppName("web");
    private static final AppSpec WEB_OFF = SampleApps.enabled(SampleApps.app("web"), false);

    @RegisterExtension
    private final Engines engines = new Engines();

    private static void letTheLoopTurn(Engine engine) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            CountDownLatch turned = new CountDownLatch(1);
            engine.supervisor.onLoop(turned::countDown);
            assertThat(turned.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theSnapshotIsNewWhenItIsToldOf() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        AtomicBoolean seen = new AtomicBoolean();
        try (Fleet.Watching watching = engine.fleet().whenPublished(() -> {
            if (engine.life(WEB).phase() == Phase.RUNNING) {
                seen.set(true);
            }
        })) {
            assertThat(watching).isNotNull();
            engine.start(WEB);
        }
        assertThat(seen).isTrue();
    }

    @Test
    void nobodyIsToldAfterHeHasLeftAndOneWithABugIsNotToldAgain() throws IOException {
        Engine engine = engines.boot(WEB_OFF);
        AtomicInteger left = new AtomicInteger();
        AtomicInteger bad = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        engine.fleet().whenPublished(left::incrementAndGet).close();
        engine.fleet().whenPublished(() -> {
            bad.incrementAndGet();
            throw new IllegalStateException("a bug");
        });
        engine.fleet().whenPublished(good::incrementAndGet);
        engine.start(WEB);
        assertThat(left).hasValue(0);
        assertThat(bad).hasValue(1);
        assertThat(good).hasValueGreaterThan(1);
    }

    @Test
    void aThousandIdleAppsCauseNoWorkAndKeepTheirViewsWhenAnotherChanges() throws Exception {
        List<AppSpec> apps = new ArrayList<>(List.of(WEB_OFF));
        for (int i = 0; i < 1_000; i++) {
            apps.add(SampleApps.enabled(SampleApps.app("idle" + i), false));
        }
        Engine engine = engines.boot(apps.toArray(AppSpec[]::new));
        letTheLoopTurn(engine);
        FleetSnapshot before = engine.fleet().snapshot();
        AtomicInteger told = new AtomicInteger();
        engine.fleet().whenPublished(told::incrementAndGet);
        letTheLoopTurn(engine);
        assertThat(told).hasValue(0);
        assertThat(engine.fleet().snapshot()).isSameAs(before);
        engine.start(WEB);
        assertThat(told).hasPositiveValue();
        List<AppView> after = engine.fleet().snapshot().apps();
        for (int i = 0; i < after.size(); i++) {
            if (!after.get(i).spec().name().equals(WEB)) {
                assertThat(after.get(i)).isSameAs(before.apps().get(i));
            }
        }
    }
}
