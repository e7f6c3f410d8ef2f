package io.processmaster.daemon.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ToldSinceTest {
    private static final AppName WEB = new AppName("web");
    private static final Moment LATER = Lives.NOW.plus(Duration.ofSeconds(5));
    private static final long TOLD = Lives.RUN + 3;
    private static final KernelFacts SAME_MAIN = new KernelFacts(true, true, 4711, 99_000, true);
    private static final KernelFacts OTHER_MAIN = new KernelFacts(true, true, 4712, 99_900, false);
    private static final List<String> STATES =
            List.of("Stopped", "Failed", "Backoff", "Starting", "Running", "Stopping, WAITING", "Collecting");

    private static SavedApp saved(String state) {
        return Survival.save(WEB, true, Lives.in(Lives.states().get(state)), Optional.empty());
    }

    private static RunRecord told(long run) {
        return new RunRecord(
                run, "start", "started by ann", 990_000, 999_000, ExitStatus.exited(3), false, "crashed", List.of());
    }

    private static Survival.Restored restore(Optional<SavedApp> saved, KernelFacts kernel, boolean sameBoot) {
        Optional<SavedApp> caughtUp = ToldSince.catchUp(WEB, saved, Optional.of(told(TOLD)), kernel, sameBoot);
        return Survival.restore(caughtUp, kernel, sameBoot, true, LATER);
    }

    @Test
    void aStateThatKnowsAsMuchAsTheHistoryStaysAsItIs() {
        for (String state : STATES) {
            SavedApp saved = saved(state);
            long newest = saved.live().isPresent() ? saved.run() - 1 : saved.run();
            for (KernelFacts kernel : List.of(KernelFacts.ABSENT, KernelFacts.EMPTY, OTHER_MAIN)) {
                assertThat(ToldSince.catchUp(WEB, Optional.of(saved), Optional.of(told(newest)), kernel, true))
                        .as(state)
                        .containsSame(saved);
                assertThat(ToldSince.catchUp(WEB, Optional.of(saved), Optional.empty(), kernel, true))
                        .containsSame(saved);
            }
        }
        assertThat(ToldSince.catchUp(WEB, Optional.empty(), Optional.empty(), OTHER_MAIN, true))
                .isEmpty();
    }

    @Test
    void theNextRunIsTheOneAfterTheNewestThatWasTold() {
        for (String state : STATES) {
            for (boolean sameBoot : new boolean[] {true, false}) {
                Survival.Restored after = restore(Optional.of(saved(state)), KernelFacts.ABSENT, sameBoot);
                assertThat(after.life().state().run()).as(state).isEqualTo(TOLD);
            }
        }
    }

    @Test
    void whatRunsNowIsTheRunAfterTheNewestThatWasTold() {
        for (String state : STATES) {
            Survival.Restored after = restore(Optional.of(saved(state)), OTHER_MAIN, true);
            assertThat(after.life().state()).as(state).isInstanceOf(AppState.Running.class);
            assertThat(after.life().state().run()).as(state).isEqualTo(TOLD + 1);
            assertThat(after.life().trigger().kind()).as(state).isEqualTo(Trigger.Kind.ADOPTED);
        }
    }

    @Test
    void whatIsStillThereAsItWasSavedIsAdoptedAsThat() {
        SavedApp running = saved("Running");
        assertThat(ToldSince.catchUp(WEB, Optional.of(running), Optional.of(told(TOLD)), SAME_MAIN, true))
                .containsSame(running);
    }

    @Test
    void anEmptyCgroupIsThatOfALaterRun() {
        for (String state : STATES) {
            assertThat(restore(Optional.of(saved(state)), KernelFacts.EMPTY, true)
                            .effects())
                    .as(state)
                    .singleElement()
                    .isInstanceOfSatisfying(AppEffect.Collect.class, collect -> assertThat(collect.run())
                            .isEqualTo(TOLD + 1));
        }
    }

    /** The history takes one record for the same number and start. */
    @Test
    void aRunThatWasToldBeforeItsEndWasSavedIsEndedAsTheOneThatWasTold() {
        Survival.Restored after = restore(Optional.of(saved("Running")), KernelFacts.ABSENT, true);
        assertThat(after.effects()).singleElement().isInstanceOfSatisfying(AppEffect.Collect.class, collect -> {
            assertThat(collect.run()).isEqualTo(TOLD);
            assertThat(collect.facts().started().epochMillis())
                    .isEqualTo(told(TOLD).startedAtMs());
        });
    }

    @Test
    void whatEndedBeforeTheHostWasRestartedDidNotEndWithIt() {
        Survival.Restored after = restore(Optional.of(saved("Running")), KernelFacts.ABSENT, false);
        assertThat(after.effects()).isEmpty();
        assertThat(after.life().lastExit())
                .contains(new LastExit(
                        ExitStatus.exited(3), false, 999_000, OptionalLong.of(990_000), Optional.of("crashed")));
    }

    @Test
    void anAppOfWhichOnlyTheHistoryIsLeftGoesOnFromThere() {
        Survival.Restored after = restore(Optional.empty(), KernelFacts.ABSENT, false);
        assertThat(after.life().state()).isEqualTo(new AppState.Stopped(TOLD, false));
        assertThat(after.life().stoppedByPerson()).isFalse();
        assertThat(after.life().lastExit()).isPresent();
        assertThat(restore(Optional.empty(), OTHER_MAIN, false).life().state().run())
                .isEqualTo(TOLD + 1);
    }
}
