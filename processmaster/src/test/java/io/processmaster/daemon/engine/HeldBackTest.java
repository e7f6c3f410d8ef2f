package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.plan.Definitions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

    @RegisterExtension
    private final Engines engines = new Engines();

    private final FakeHost host = new FakeHost();
    private final FakeFiles files = new FakeFiles();

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
