package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The engines that one test boots; each is shut down after it, and none of their loops may have failed. */
final class Engines implements AfterEachCallback {
    private final List<Engine> booted = new ArrayList<>();

    Engine boot(AppSpec... apps) throws IOException {
        return keep(Engine.boot(apps));
    }

    Engine keep(Engine engine) {
        booted.add(engine);
        return engine;
    }

    /** Shuts one down before the test ends. */
    void down(Engine engine, boolean stopApps) throws InterruptedException {
        booted.remove(engine);
        engine.supervisor.shutDown(stopApps);
        assertThat(engine.fault.get()).as("fault of the loop").isNull();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        for (Engine engine : booted) {
            engine.supervisor.shutDown(true);
            assertThat(engine.fault.get()).as("fault of the loop").isNull();
        }
        booted.clear();
    }
}
