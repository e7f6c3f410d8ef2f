package io.processmaster.daemon.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SurvivalTest {
    private static final AppName WEB = new AppName("web");
    private static final Moment LATER = Lives.NOW.plus(Duration.ofSeconds(5));
    private static final KernelFacts SAME_MAIN = new KernelFacts(true, true, 4711, 99_000, true);
    private static final KernelFacts OTHER_MAIN = new KernelFacts(true, true, 4712, 99_900, false);
    private static final KernelFacts NO_MAIN = new KernelFacts(true, true, 0, 0, false);

    /** With a past, so that it can be seen whether it survives. */
    private static AppLife life(String state, boolean personStopped) {
        AppLife sample = Lives.in(Lives.states().get(state));
        return new AppLife(
                sample.state(),
                sample.since(),
                sample.reason(),
                personStopped,
                sample.trigger(),
                new RestartMemory(List.of(Lives.NOW.nanos() - 5), 3, 12),
                Optional.of(new LastExit(
                        ExitStatus.signalled(9, false), true, 1_000, OptionalLong.of(900), Optional.of("killed"))),
                Optional.empty());
    }

    private static Survival.Restored restore(AppLife life, KernelFacts kernel, boolean sameBoot) {
        return Survival.restore(
                Optional.of(Survival.save(WEB, true, life, Optional.empty())), kernel, sameBoot, true, LATER);
    }

    @Test
    void everyStateWithProcessesIsAdoptedAsItWas() {
        for (String state : List.of("Running", "Stopping, WAITING", "Stopping, STUCK", "Collecting")) {
            AppLife before = life(state, false);
            Survival.Restored after = restore(before, SAME_MAIN, true);
            assertThat(after.life().state())
                    .as(state)
                    .isEqualTo(new AppState.Running(Lives.RUN, Lives.FACTS, Optional.empty(), false));
            assertThat(after.life().restarts()).as(state).isEqualTo(before.restarts());
            assertThat(after.life().lastExit()).as(state).isEqualTo(before.lastExit());
            assertThat(after.life().trigger()).as(state).isEqualTo(before.trigger());
            assertThat(after.life().since()).as(state).isEqualTo(Lives.FACTS.started());
            assertThat(after.effects()).as(state).isEmpty();
            assertThat(after.found()).contains("adopted run 7, main process 4711");
        }
    }

    @Test
    void aPausedAppIsStillPaused() {
        AppState state =
                restore(life("Running, paused", false), SAME_MAIN, true).life().state();
        assertThat(((AppState.Running) state).paused()).isTrue();
    }

    @Test
    void withoutItsMainProcessARunGoesOnUnderTheOldestOneLeft() {
        AppState state =
                restore(life("Running", false), OTHER_MAIN, true).life().state();
        assertThat(state)
                .isEqualTo(new AppState.Running(
                        Lives.RUN,
                        new RunFacts(Lives.FACTS.started(), 4712, 99_900, Lives.FACTS.stderrFrom()),
                        Optional.empty(),
                        false));
        AppState headless =
                restore(life("Running", false), NO_MAIN, true).life().state();
        assertThat(((AppState.Running) headless).mainExit()).contains(ExitStatus.UNKNOWN);
    }

    @Test
    void processesOfALaunchThatWasNotReportedAreANewRun() {
        for (String state : List.of("Stopped", "Failed", "Backoff")) {
            AppLife after = restore(life(state, false), OTHER_MAIN, true).life();
            assertThat(after.state()).as(state).isInstanceOf(AppState.Running.class);
            assertThat(after.state().run()).as(state).isEqualTo(Lives.RUN + 1);
            assertThat(after.trigger().kind()).as(state).isEqualTo(Trigger.Kind.ADOPTED);
        }
    }

    @Test
    void processesOfALaunchThatWasUnderWayAreThatRun() {
        AppLife after = restore(life("Starting", false), OTHER_MAIN, true).life();
        assertThat(after.state())
                .isEqualTo(new AppState.Running(
                        Lives.RUN, new RunFacts(Lives.NOW, 4712, 99_900, 0), Optional.empty(), false));
        assertThat(after.trigger()).isEqualTo(life("Starting", false).trigger());
    }

    @Test
    void aLaunchThatLeftACgroupMayHaveBeenARunThatIsOver() {
        Survival.Restored after = restore(life("Starting", false), KernelFacts.EMPTY, true);
        assertThat(after.effects()).containsExactly(new AppEffect.Collect(Lives.RUN, new RunFacts(Lives.NOW, 0, 0, 0)));
        assertThat(after.life().state()).isInstanceOf(AppState.Collecting.class);
        assertThat(after.life().trigger()).isEqualTo(life("Starting", false).trigger());
    }

    @Test
    void aLaunchThatLeftNoCgroupNeverBegan() {
        Survival.Restored after = restore(life("Starting", false), KernelFacts.ABSENT, true);
        assertThat(after.life().state()).isEqualTo(new AppState.Stopped(Lives.RUN, false));
        assertThat(after.effects()).isEmpty();
    }

    @Test
    void aCgroupOfARunThatNobodyWroteDownIsTheNextRun() {
        for (String state : List.of("Stopped", "Failed", "Backoff")) {
            Survival.Restored after = restore(life(state, false), KernelFacts.EMPTY, true);
            assertThat(after.effects())
                    .as(state)
                    .containsExactly(new AppEffect.Collect(Lives.RUN + 1, new RunFacts(LATER, 0, 0, 0)));
            assertThat(after.life().trigger().kind()).as(state).isEqualTo(Trigger.Kind.ADOPTED);
        }
    }

    @Test
    void aCgroupOfAnAppThatNobodyKnowsTellsNothing() {
        Survival.Restored after = Survival.restore(Optional.empty(), KernelFacts.EMPTY, true, true, LATER);
        assertThat(after.life()).isEqualTo(AppLife.unborn(LATER, "never started"));
        assertThat(after.effects()).isEmpty();
    }

    @Test
    void theStartOfAnUnknownRunIsThatOfItsMainProcess() {
        // 99,900 ticks of 10 ms are 999 s after the boot; the clock shows 1,005 s.
        AppState state = Survival.restore(Optional.empty(), OTHER_MAIN, true, true, LATER)
                .life()
                .state();
        assertThat(LATER.since(((AppState.Running) state).facts().started())).hasSeconds(6);
    }

    @Test
    void aRunThatEndedMeanwhileIsCollected() {
        for (boolean person : new boolean[] {false, true}) {
            Survival.Restored after = restore(life("Running", person), KernelFacts.ABSENT, true);
            assertThat(after.effects()).containsExactly(new AppEffect.Collect(Lives.RUN, Lives.FACTS));
            AppState.Collecting state = (AppState.Collecting) after.life().state();
            assertThat(state.stop().isPresent())
                    .as("what a person stopped does not come back by itself")
                    .isEqualTo(person);
            assertThat(after.found()).contains("run 7 ended while no daemon ran");
        }
    }

    @Test
    void aRunOfAnotherBootEndedWithTheHost() {
        Survival.Restored after = restore(life("Running", false), KernelFacts.ABSENT, false);
        assertThat(after.life().state()).isEqualTo(new AppState.Stopped(Lives.RUN, false));
        assertThat(after.effects()).singleElement().isInstanceOfSatisfying(AppEffect.KeepRecord.class, kept -> {
            assertThat(kept.run().outcome()).isEqualTo("host_restarted");
            assertThat(kept.run().exit()).isEqualTo(ExitStatus.UNKNOWN);
        });
    }

    @Test
    void monotonicTimesOfAnotherBootAreForgotten() {
        AppLife after =
                restore(life("Stopped", false), KernelFacts.ABSENT, false).life();
        assertThat(after.restarts()).isEqualTo(new RestartMemory(List.of(), 0, 12));
    }

    @Test
    void whatFailedStaysFailedUntilTheHostIsRestarted() {
        assertThat(restore(life("Failed", false), KernelFacts.ABSENT, true)
                        .life()
                        .state())
                .isEqualTo(new AppState.Failed(Lives.RUN));
        assertThat(restore(life("Failed", false), KernelFacts.ABSENT, false)
                        .life()
                        .state())
                .isEqualTo(new AppState.Stopped(Lives.RUN, false));
    }

    @Test
    void whatEndedInGoodOrderRestsUntilTheHostIsRestarted() {
        AppLife finished = Lives.in(new AppState.Stopped(Lives.RUN, true));
        assertThat(restore(finished, KernelFacts.ABSENT, true).life().state()).isEqualTo(finished.state());
        assertThat(restore(finished, KernelFacts.ABSENT, false).life().state())
                .isEqualTo(new AppState.Stopped(Lives.RUN, false));
    }

    @Test
    void aPersonsStopIsKeptUnlessTheDaemonIsToldOtherwise() {
        Optional<SavedApp> saved = Optional.of(Survival.save(WEB, true, life("Stopped", true), Optional.empty()));
        for (boolean sameBoot : new boolean[] {false, true}) {
            assertThat(Survival.restore(saved, KernelFacts.ABSENT, sameBoot, true, LATER)
                            .life()
                            .stoppedByPerson())
                    .isTrue();
            assertThat(Survival.restore(saved, KernelFacts.ABSENT, sameBoot, false, LATER)
                            .life()
                            .stoppedByPerson())
                    .isFalse();
        }
    }

    @Test
    void nothingSavedAndNothingThereIsAnAppThatNeverRan() {
        Survival.Restored after = Survival.restore(Optional.empty(), KernelFacts.ABSENT, false, true, LATER);
        assertThat(after.life()).isEqualTo(AppLife.unborn(LATER, "never started"));
        assertThat(after.found()).isEmpty();
    }

    @Test
    void savingWhatWasRestoredSavesTheSame() {
        for (String state : List.of("Running", "Running, paused", "Stopped", "Failed")) {
            SavedApp saved = Survival.save(WEB, true, life(state, false), Optional.empty());
            KernelFacts kernel = saved.live().isPresent() ? SAME_MAIN : KernelFacts.ABSENT;
            AppLife after = Survival.restore(Optional.of(saved), kernel, true, true, LATER)
                    .life();
            assertThat(Survival.save(WEB, true, after, Optional.empty()))
                    .as(state)
                    .isEqualTo(saved);
        }
    }
}
