package io.processmaster.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.RecordedEvents;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.DefinitionSource.Loaded;
import io.processmaster.daemon.port.DefinitionSource.Warning;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a load makes of provisioning that succeeds, fails, or takes too long. */
@Timeout(60)
class ProvisioningTest {
    private static final AppSpec WEB = SampleApps.app("web");
    private static final Loaded LOADED =
            new Loaded(new Definitions(Map.of(WEB.name(), WEB), Map.of()), List.of(), true);

    private final Scripted provisioner = new Scripted();
    private final RecordedEvents events = new RecordedEvents();
    private int loads;

    @Test
    void whatSucceedsIsLoadedAndWhatFailsIsBrokenWithAWarning() throws InterruptedException {
        Provisioning provisioning = provisioning(Duration.ofMinutes(1));
        provisioner.result.complete(new Provisioner.Result(false, "x: no such file"));
        Loaded failed = provisioning.carryOut(LOADED);
        assertThat(failed.definitions().specs()).isEmpty();
        assertThat(failed.definitions().broken()).containsOnlyKeys(WEB.name());
        assertThat(failed.warnings()).extracting(Warning::file).containsExactly(WEB.sourceFile());
        assertThat(failed.warnings().get(0).message()).contains("provisioning failed: x: no such file");

        provisioner.result = CompletableFuture.completedFuture(new Provisioner.Result(true, "done"));
        assertThat(provisioning.carryOut(LOADED)).isEqualTo(LOADED);
        assertThat(events.names())
                .containsExactly("provisioning_started", "provisioning_failed", "provisioning_started", "provisioned");
        assertThat(loads).isZero();
    }

    @Test
    void whatTakesTooLongIsLoadedOnceItIsDone() throws InterruptedException {
        Provisioning provisioning = provisioning(Duration.ZERO);
        for (int load = 0; load < 3; load++) {
            Loaded loaded = provisioning.carryOut(LOADED);
            assertThat(loaded.definitions().broken()).containsOnlyKeys(WEB.name());
            assertThat(loaded.warnings().get(0).message()).contains("not done yet");
        }
        assertThat(events.names()).containsExactly("provisioning_started");
        assertThat(loads).isZero();
        provisioner.result.complete(new Provisioner.Result(true, "done"));
        assertThat(loads).isEqualTo(1);
        assertThat(events.names()).containsExactly("provisioning_started", "provisioned");
    }

    @Test
    void whatFailsTooLateIsToldAndNotLoaded() throws InterruptedException {
        Provisioning provisioning = provisioning(Duration.ZERO);
        provisioning.carryOut(LOADED);
        provisioner.result.complete(new Provisioner.Result(false, "x"));
        assertThat(loads).isZero();
        assertThat(events.names()).containsExactly("provisioning_started", "provisioning_failed");
    }

    @Test
    void anotherListIsToldOnceAndChangesNothing() throws InterruptedException {
        Provisioning provisioning = provisioning(Duration.ZERO);
        provisioner.need = Provisioner.Need.DONE_DIFFERENTLY;
        assertThat(provisioning.carryOut(LOADED)).isEqualTo(LOADED);
        assertThat(provisioning.carryOut(LOADED)).isEqualTo(LOADED);
        assertThat(events.names()).containsExactly("provisioning_changed");
        assertThat(provisioning.pending(LOADED.definitions())).isEmpty();
    }

    private Provisioning provisioning(Duration patience) {
        TimeSource time = new TimeSource() {
            @Override
            public Moment now() {
                return new Moment(Instant.EPOCH, 0);
            }

            @Override
            public String bootId() {
                return "test";
            }
        };
        return new Provisioning(provisioner, events, time, () -> loads++, patience);
    }

    /** Says what it is told to say. */
    private static final class Scripted implements Provisioner {
        private CompletableFuture<Result> result = new CompletableFuture<>();
        private Need need = Need.PROVISION;

        @Override
        public Need need(AppSpec app) {
            return need;
        }

        @Override
        public boolean isMarked(AppSpec app) {
            return need == Need.DONE;
        }

        @Override
        public CompletableFuture<Result> provision(AppSpec app) {
            return result;
        }
    }
}
