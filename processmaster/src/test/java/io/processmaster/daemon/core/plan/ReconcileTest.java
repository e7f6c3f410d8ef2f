package io.processmaster.daemon.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.plan.Change.Action;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileTest {
    private static final AppName WEB = new AppName("web");
    private static final AppSpec APP = SampleApps.app("web");

    private static List<Change> plan(List<AppView> fleet, AppSpec... wanted) {
        Map<AppName, AppSpec> specs = new TreeMap<>();
        for (AppSpec spec : wanted) {
            specs.put(spec.name(), spec);
        }
        return Reconcile.plan(fleet, new Definitions(specs, Map.of()));
    }

    private static Action action(AppSpec before, String state, boolean personStopped, AppSpec after) {
        return plan(List.of(new AppView(before, life(state, personStopped), List.of())), after)
                .get(0)
                .action();
    }

    private static AppLife life(String state, boolean personStopped) {
        AppLife sample = Lives.in(
                state.equals("finished")
                        ? new AppState.Stopped(Lives.RUN, true)
                        : Lives.states().get(state));
        return new AppLife(
                sample.state(),
                sample.since(),
                sample.reason(),
                personStopped,
                sample.trigger(),
                sample.restarts(),
                sample.lastExit(),
                sample.lastStop());
    }

    @ParameterizedTest
    @CsvSource({
        // state, stopped by a person, with new settings of: nothing, a running process, the supervisor, on, off
        "Running,  false, NONE,  RESTART, LIVE,  NONE,    STOP",
        "Starting, false, NONE,  RESTART, LIVE,  NONE,    STOP",
        "Backoff,  false, NONE,  RESTART, LIVE,  NONE,    STOP",
        "Stopped,  false, START, START,   START, START,   STOP",
        "Stopped,  true,  NONE,  LIVE,    LIVE,  START,   STOP",
        "finished, false, NONE,  LIVE,    LIVE,  START,   STOP",
        "Failed,   false, NONE,  RESTART, LIVE,  START,   STOP",
        "Failed,   true,  NONE,  LIVE,    LIVE,  START,   STOP",
    })
    void whatAnUpdateDoesDependsOnTheStateAndOnWhatDiffers(
            String state, boolean person, Action same, Action process, Action live, Action on, Action off) {
        assertThat(action(APP, state, person, APP)).as("nothing new").isEqualTo(same);
        assertThat(action(APP, state, person, SampleApps.moved(APP, "/other")))
                .as("a key that processes depend on")
                .isEqualTo(process);
        assertThat(action(APP, state, person, SampleApps.restarting(APP, RestartSpec.DEFAULT)))
                .as("a key that no process depends on")
                .isEqualTo(live);
        if (!state.equals("Running") && !state.equals("Starting") && !state.equals("Backoff")) {
            assertThat(action(SampleApps.enabled(APP, false), state, person, APP))
                    .as("switched on")
                    .isEqualTo(on);
        }
        assertThat(action(APP, state, person, SampleApps.enabled(APP, false)))
                .as("switched off")
                .isEqualTo(off);
    }

    @ParameterizedTest
    @CsvSource({
        // state, a job with new settings of: nothing, a running process; a service that becomes a job, and the reverse
        "Running,  NONE, LIVE, STOP, NONE",
        "Starting, NONE, LIVE, STOP, NONE",
        "Backoff,  NONE, LIVE, STOP, NONE",
        "Stopped,  NONE, LIVE, NONE, START",
        "finished, NONE, LIVE, NONE, START",
        "Failed,   NONE, LIVE, NONE, START",
    })
    void onlyItsScheduleStartsAJob(String state, Action same, Action process, Action toJob, Action toService) {
        AppSpec job = SampleApps.job(APP, SampleApps.every(60));
        assertThat(action(job, state, false, job)).as("nothing new").isEqualTo(same);
        assertThat(action(job, state, false, SampleApps.moved(job, "/other")))
                .as("a key that processes depend on")
                .isEqualTo(process);
        // Whether the key itself is told makes no difference for what is to be done.
        assertThat(started(action(APP, state, false, job))).as("to job").isEqualTo(started(toJob));
        assertThat(started(action(job, state, false, APP))).as("to service").isEqualTo(started(toService));
        assertThat(action(job, state, false, SampleApps.enabled(job, false)))
                .as("switched off")
                .isEqualTo(Action.STOP);
        assertThat(plan(List.of(), job)).containsExactly(new Change(WEB, Action.LIVE, List.of()));
    }

    private static Action started(Action action) {
        return action == Action.LIVE ? Action.NONE : action;
    }

    @Test
    void aNewAppIsStartedWhenItIsEnabled() {
        assertThat(plan(List.of(), APP)).containsExactly(new Change(WEB, Action.START, List.of()));
        assertThat(plan(List.of(), SampleApps.enabled(APP, false)))
                .containsExactly(new Change(WEB, Action.NONE, List.of()));
    }

    @Test
    void anAppWithoutDefinitionIsStoppedAndOneWithABrokenFileIsLeftAlone() {
        List<AppView> fleet = List.of(new AppView(APP, life("Running", false), List.of()));
        assertThat(plan(fleet)).containsExactly(new Change(WEB, Action.STOP, List.of()));
        Definitions broken = new Definitions(Map.of(), Map.of(WEB, List.of("web.yaml:1:1: bad")));
        assertThat(Reconcile.plan(fleet, broken)).containsExactly(new Change(WEB, Action.NONE, List.of()));
    }

    @Test
    void aDisabledAppThatAPersonForcedUpIsRestartedWithItsNewSettings() {
        AppSpec off = SampleApps.enabled(APP, false);
        assertThat(action(off, "Running", false, SampleApps.moved(off, "/other")))
                .isEqualTo(Action.RESTART);
        assertThat(action(off, "Stopped", false, SampleApps.moved(off, "/other")))
                .isEqualTo(Action.LIVE);
    }

    @Test
    void anAppOnItsWayDownIsNotBroughtBackByChangedSettings() {
        for (String state : List.of("Stopping, WAITING", "Starting, order STOP", "Collecting, to REST")) {
            assertThat(action(APP, state, true, SampleApps.moved(APP, "/other")))
                    .as(state)
                    .isEqualTo(Action.LIVE);
            AppSpec off = SampleApps.enabled(APP, false);
            assertThat(action(off, state, false, SampleApps.moved(off, "/other")))
                    .as(state)
                    .isEqualTo(Action.LIVE);
            assertThat(action(off, state, false, APP)).as(state).isEqualTo(Action.START);
        }
        assertThat(action(APP, "Stopping, to START", false, SampleApps.moved(APP, "/other")))
                .isEqualTo(Action.RESTART);
    }

    @Test
    void theKeysThatDifferAreNamed() {
        AppSpec after = SampleApps.limited(SampleApps.moved(APP, "/other"), 5);
        List<Change> changes = plan(List.of(new AppView(APP, life("Running", false), List.of())), after);
        assertThat(changes.get(0).keys()).containsExactly("process.working_directory", "resources.max_pids");
    }

    @Test
    void changesAreSortedByName() {
        List<Change> changes = plan(List.of(), SampleApps.app("zoo"), SampleApps.app("ant"), APP);
        assertThat(changes.stream().map(change -> change.app().text())).containsExactly("ant", "web", "zoo");
    }
}
