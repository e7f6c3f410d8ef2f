package io.processmaster.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.WhyReport;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhysTest {
    private static final AppSpec WEB = SampleApps.app("web");
    private static final Moment NOW = Lives.NOW.plus(Duration.ofMillis(50));

    /** What is said to come next, for every kind of state. */
    private static Map<String, String> outlooks() {
        Map<String, String> next = new LinkedHashMap<>();
        next.put("Stopped", "nothing, until a person starts it: pmctl start web");
        next.put("Failed", "nothing, until a person starts it: pmctl start web");
        next.put("Backoff", "it is started in 950ms (pmctl start web does it now, pmctl stop web prevents it)");
        next.put("Starting", "it runs as soon as its program is executed; should that fail, the reason is told here");
        next.put("Starting, order STOP", "it is stopped as soon as its program is executed");
        next.put("Starting, order RESTART", "it is stopped as soon as its program is executed, then started again");
        next.put("Starting, empty already", next.get("Starting"));
        next.put("Running", "when it ends it is started again; 2 of 2 restarts left within 1m00s");
        next.put(
                "Running, paused",
                "nothing, until a person resumes it: pmctl resume web (or stops it: pmctl stop web)");
        next.put(
                "Stopping, COMMAND",
                "if the stop command fails, the signal follows; what is left in 150ms is killed; then it stays down");
        next.put("Stopping, WAITING", "what is left in 150ms is killed; then it stays down");
        next.put("Stopping, KILLED", "the kernel should report any moment that nothing is left; then it stays down");
        next.put(
                "Stopping, STUCK",
                "everything is killed again every few seconds until the kernel lets go; a process that cannot be"
                        + " killed waits for a disk or a network file system, so mend that; then it stays down");
        next.put("Stopping, to START", "what is left in 150ms is killed; then it is started again");
        next.put("Collecting", "what the run left is recorded, then its restart policy (always) decides");
        next.put("Collecting, to REST", "what the run left is recorded, then it stays down");
        next.put("Collecting, to START", "what the run left is recorded, then it is started again");
        return next;
    }

    @Test
    void everyStateSaysWhatComesNext() {
        Map<String, String> said = new LinkedHashMap<>();
        Lives.states()
                .forEach((name, state) ->
                        said.put(name, why(WEB, Lives.in(state)).next().orElseThrow()));
        assertThat(said).containsExactlyEntriesOf(outlooks());
    }

    @Test
    void everyStateSaysSinceWhenAndWhy() {
        Lives.states().forEach((name, state) -> {
            WhyReport report = why(WEB, Lives.in(state));
            assertThat(report.summary()).as(name).startsWith("web has been ").endsWith(" for 50ms");
            assertThat(report.because()).as(name).startsWith("the reason");
        });
    }

    @Test
    void whatIsPausedIsFrozenAndWhatLostItsMainProcessLivesOn() {
        assertThat(why(WEB, Lives.in(running(Optional.of(ExitStatus.exited(3)), true)))
                        .because())
                .contains("all its processes are frozen", "its main process ended (exit code 3), others of it live on");
        assertThat(why(WEB, Lives.in(running(Optional.of(ExitStatus.exited(3)), false)))
                        .next())
                .hasValueSatisfying(next -> assertThat(next)
                        .startsWith("it ends with the last of its processes (pmctl stop web ends them now); when"));
    }

    @Test
    void aStopThatHangsNamesTheProcesses() {
        AppState stuck = Lives.states().get("Stopping, STUCK");
        WhyReport report = Whys.of(
                new AppView(WEB, Lives.in(stuck), List.of()),
                Optional.empty(),
                List.of("process 42 dd (waits for a disk)"),
                List.of(),
                NOW);
        assertThat(report.because())
                .contains(
                        "everything was killed, but the kernel cannot end it",
                        "waiting for process 42 dd (waits for a disk)");
    }

    @Test
    void theEndOfTheLastRunIsToldWithSignalAndMemory() {
        AppLife life = after(new AppState.Failed(Lives.RUN), ExitStatus.signalled(9, false), true);
        WhyReport report = why(WEB, life, run("failed", List.of("allocating", "still allocating")));
        assertThat(report.because())
                .contains("the last run ended with SIGKILL, after 20s; the kernel's OOM killer struck in it")
                .anyMatch(line -> line.startsWith("it has no memory limit of its own"));
        assertThat(report.stderrTail()).containsExactly("allocating", "still allocating");
    }

    @ParameterizedTest
    @EnumSource(LaunchStage.class)
    void aLaunchThatFailedIsNoExitAndNamesItsCause(LaunchStage stage) {
        String reason = stage.words() + ": it is not as it should be";
        AppLife life = after(new AppState.Failed(Lives.RUN), ExitStatus.UNKNOWN, false);
        WhyReport report = why(WEB, life, run("launch_failed", List.of(reason)));
        assertThat(report.because())
                .contains("its program was never executed: " + reason)
                .noneMatch(line -> line.contains("unknown exit"));
        assertThat(report.next())
                .contains("nothing, until the cause is mended and a person starts it: pmctl start web");
    }

    @Test
    void whoWantsItDownOrForcedItIsNamed() {
        AppSpec off = SampleApps.enabled(WEB, false);
        AppLife stopped = life(new AppState.Stopped(Lives.RUN, false), true, Trigger.NONE);
        assertThat(why(WEB, stopped).because()).contains("a person stopped it, so nothing starts it by itself");
        WhyReport disabled = why(off, life(new AppState.Stopped(Lives.RUN, false), false, Trigger.NONE));
        assertThat(disabled.because()).contains("it is disabled in /etc/processmaster/web.yaml");
        assertThat(disabled.next()).contains("nothing, until a person starts it: pmctl start web --force");
        Trigger force = new Trigger(Trigger.Kind.FORCED, "started by root");
        assertThat(why(off, life(running(Optional.empty(), false), false, force))
                        .because())
                .contains("it runs by force although it is disabled: started by root");
        Trigger adopted = new Trigger(Trigger.Kind.ADOPTED, "found running");
        assertThat(why(WEB, life(running(Optional.empty(), false), false, adopted))
                        .because())
                .anyMatch(line -> line.startsWith("it was found running when the daemon started"));
    }

    @Test
    void aPolicyThatLetsItRestIsNamed() {
        RestartSpec never = new RestartSpec(
                RestartSpec.Policy.NEVER,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(30),
                2,
                Duration.ofMinutes(1));
        AppSpec once = SampleApps.restarting(WEB, never);
        assertThat(why(once, Lives.in(new AppState.Stopped(Lives.RUN, true))).because())
                .contains("it ended by itself, and its restart policy (never) lets it rest");
        assertThat(why(once, Lives.in(running(Optional.empty(), false))).next())
                .contains("when it ends it stays down (policy never)");
    }

    @Test
    void aBadFileIsNamedWithItsPlaceAndTheWayOut() {
        String problem = "web.yaml:3:1: proces: unknown key (did you mean process?)";
        AppView view = new AppView(WEB, Lives.in(running(Optional.empty(), false)), List.of(problem));
        assertThat(Whys.of(view, Optional.empty(), List.of(), List.of(), NOW).because())
                .contains("its file is bad now, the last good definition is in force: " + problem
                        + " (mend it, then pmctl update)");
    }

    private static AppState running(Optional<ExitStatus> mainExit, boolean paused) {
        return new AppState.Running(Lives.RUN, Lives.FACTS, mainExit, paused);
    }

    private static AppLife after(AppState state, ExitStatus exit, boolean oom) {
        AppLife life = Lives.in(state);
        return new AppLife(
                state,
                life.since(),
                life.reason(),
                false,
                life.trigger(),
                life.restarts(),
                Optional.of(new LastExit(
                        exit, oom, Lives.NOW.epochMillis(), java.util.OptionalLong.empty(), Optional.empty())),
                Optional.empty());
    }

    private static AppLife life(AppState state, boolean stoppedByPerson, Trigger trigger) {
        return new AppLife(
                state,
                Lives.NOW,
                "the reason",
                stoppedByPerson,
                trigger,
                RestartMemory.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static RunRecord run(String outcome, List<String> tail) {
        long end = Lives.NOW.epochMillis();
        return new RunRecord(
                Lives.RUN, "person", "started by root", end - 20_000, end, ExitStatus.UNKNOWN, false, outcome, tail);
    }

    private static WhyReport why(AppSpec spec, AppLife life) {
        return Whys.of(new AppView(spec, life, List.of()), Optional.empty(), List.of(), List.of(), NOW);
    }

    private static WhyReport why(AppSpec spec, AppLife life, RunRecord newest) {
        return Whys.of(new AppView(spec, life, List.of()), Optional.of(newest), List.of(), List.of(), NOW);
    }
}
