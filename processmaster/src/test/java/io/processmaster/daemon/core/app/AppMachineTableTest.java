package io.processmaster.daemon.core.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.RestartSpec;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.time.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole machine as a table, which people read in docs/state-machine.md. */
class AppMachineTableTest {
    private static final Path PAGE = Path.of("../docs/state-machine.md");
    private static final Path ACTUAL = Path.of("target/state-machine-table.md");
    private static final String BEGIN = "<!-- table: AppMachineTableTest compares it with the code -->\n";
    private static final String END = "<!-- end of table -->\n";
    private static final Rules RULES = new Rules(
            new RestartSpec(
                    RestartSpec.Policy.ALWAYS,
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    3,
                    Duration.ofMinutes(1)),
            false,
            Duration.ofSeconds(10));

    private static final String HEAD = "| state | event | next | effects |\n|---|---|---|---|\n";
    private static final String JOB_BEGIN = "<!-- job table: AppMachineTableTest compares it with the code -->\n";
    private static final String JOB_END = "<!-- end of job table -->\n";
    private static final Path JOB_ACTUAL = Path.of("target/state-machine-job-table.md");
    private static final Rules JOB =
            new Rules(RULES.restart(), false, RULES.grace(), true, Optional.of(Duration.ofHours(1)));
    private static final AppEvent TICK = new AppEvent.StartRequested(StartCause.SCHEDULE, "why");

    private static Map<String, AppEvent> events() {
        Map<String, AppEvent> events = new LinkedHashMap<>();
        events.put("StartRequested by a person", new AppEvent.StartRequested(StartCause.PERSON, "why"));
        events.put("StartRequested by an update", new AppEvent.StartRequested(StartCause.UPDATE, "why"));
        events.put("StopRequested", new AppEvent.StopRequested(StopCause.PERSON, "why"));
        events.put("RestartRequested", new AppEvent.RestartRequested(StartCause.PERSON, "why"));
        events.put("PauseRequested", new AppEvent.PauseRequested(true, "why"));
        events.put("PauseRequested, to go on", new AppEvent.PauseRequested(false, "why"));
        events.put("Launched", new AppEvent.Launched(Lives.RUN, Lives.FACTS));
        events.put("LaunchFailed for good", failed(true));
        events.put("LaunchFailed for now", failed(false));
        events.put("MainExited", new AppEvent.MainExited(Lives.RUN, ExitStatus.exited(1)));
        events.put("Emptied", new AppEvent.Emptied(Lives.RUN));
        events.put("Collected", new AppEvent.Collected(Lives.RUN, new RunEnd(ExitStatus.exited(1), false, List.of())));
        events.put("StopCommandEnded well", new AppEvent.StopCommandEnded(Lives.RUN, true, "exit code 0"));
        events.put("StopCommandEnded badly", new AppEvent.StopCommandEnded(Lives.RUN, false, "exit code 1"));
        events.put("Signalled", new AppEvent.Signalled(Lives.RUN, 2, ""));
        events.put("Signalled in vain", new AppEvent.Signalled(Lives.RUN, 0, "problem"));
        events.put("Killed", new AppEvent.Killed(Lives.RUN, 2, ""));
        events.put("Killed in vain", new AppEvent.Killed(Lives.RUN, 0, "problem"));
        events.put("FreezeFailed", new AppEvent.FreezeFailed(Lives.RUN, true, "problem"));
        for (TimerId timer : TimerId.values()) {
            events.put("TimerFired " + timer, new AppEvent.TimerFired(timer, Lives.RUN));
        }
        return events;
    }

    private static AppEvent failed(boolean permanent) {
        return new AppEvent.LaunchFailed(Lives.RUN, new LaunchFailure(LaunchStage.EXECUTE, "no such file", permanent));
    }

    @Test
    void thePageShowsTheMachineAsItIs() throws IOException {
        compare(table(), ACTUAL, BEGIN, END);
    }

    @Test
    void thePageShowsWhatIsDifferentForAJob() throws IOException {
        compare(jobTable(), JOB_ACTUAL, JOB_BEGIN, JOB_END);
    }

    private static void compare(String table, Path actual, String before, String after) throws IOException {
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, table);
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int begin = page.indexOf(before) + before.length();
        assertThat(page).contains(before, after);
        assertThat(page.substring(begin, page.indexOf(after)))
                .as("the table in docs/state-machine.md; as it should be: processmaster/" + actual)
                .isEqualTo(table);
    }

    @Test
    void aTickNeverTouchesWhatRuns() {
        Lives.states().forEach((name, state) -> {
            if (state instanceof AppState.Stopped
                    || state instanceof AppState.Failed
                    || state instanceof AppState.Backoff) {
                return;
            }
            Transition tick = AppMachine.step(Lives.in(state), TICK, JOB, Lives.NOW, 0.5);
            assertThat(tick.next()).as(name).isEqualTo(Lives.in(state));
            assertThat(tick.effects())
                    .as(name)
                    .singleElement()
                    .isInstanceOfSatisfying(AppEffect.Note.class, note -> assertThat(note.event())
                            .isEqualTo("run_skipped"));
        });
    }

    @Test
    void aStopThatAPersonAskedForIsNoOvertime() {
        AppLife stopping = AppMachine.step(
                        Lives.in(Lives.states().get("Running")),
                        new AppEvent.StopRequested(StopCause.PERSON, "why"),
                        JOB,
                        Lives.NOW,
                        0)
                .next();
        AppEvent overtime = new AppEvent.TimerFired(TimerId.OVERTIME, Lives.RUN);
        assertThat(AppMachine.step(stopping, overtime, JOB, Lives.NOW, 0)).isEqualTo(Transition.to(stopping));
    }

    @Test
    void aRestartDuringOvertimeStartsAgainAndTheRecordSaysOvertimeAlsoAfterAKill() {
        AppLife life = Lives.in(Lives.states().get("Running"));
        for (AppEvent event : List.of(
                new AppEvent.TimerFired(TimerId.OVERTIME, Lives.RUN),
                new AppEvent.RestartRequested(StartCause.PERSON, "why"),
                new AppEvent.TimerFired(TimerId.STOP_GRACE, Lives.RUN),
                new AppEvent.Killed(Lives.RUN, 3, ""),
                new AppEvent.Emptied(Lives.RUN))) {
            life = AppMachine.step(life, event, JOB, Lives.NOW, 0).next();
        }
        AppEvent collected =
                new AppEvent.Collected(Lives.RUN, new RunEnd(ExitStatus.signalled(9, false), false, List.of()));
        Transition end = AppMachine.step(life, collected, JOB, Lives.NOW, 0);
        assertThat(end.next().state()).isInstanceOf(AppState.Starting.class);
        assertThat(end.next().lastExit().orElseThrow().outcome()).contains("overtime");
        assertThat(end.effects().get(0)).isInstanceOfSatisfying(AppEffect.KeepRecord.class, kept -> assertThat(
                        kept.run().outcome())
                .isEqualTo("overtime"));
        assertThat(end.next().lastStop().orElseThrow().tally().killed()).isEqualTo(3);
    }

    /** What becomes of a run in which the OOM killer struck, and to which these things happen. */
    private static Optional<String> outcomeAfterOom(AppEvent... events) {
        AppLife life = Lives.in(Lives.states().get("Running"));
        Moment now = Lives.NOW;
        for (AppEvent event : events) {
            now = now.plus(Duration.ofMillis(1));
            life = AppMachine.step(life, event, JOB, now, 0).next();
        }
        AppEvent collected =
                new AppEvent.Collected(Lives.RUN, new RunEnd(ExitStatus.signalled(15, false), true, List.of()));
        return AppMachine.step(life, collected, JOB, now, 0)
                .next()
                .lastExit()
                .orElseThrow()
                .outcome();
    }

    @Test
    void aStopIsWhatEndedARunThatHadLostAProcessToTheOomKillerBefore() {
        AppEvent stop = new AppEvent.StopRequested(StopCause.PERSON, "why");
        AppEvent emptied = new AppEvent.Emptied(Lives.RUN);
        assertThat(outcomeAfterOom(stop, emptied)).contains("stopped");
        assertThat(outcomeAfterOom(emptied)).contains("oom_killed");
        assertThat(outcomeAfterOom(emptied, stop)).as("over before the stop").contains("oom_killed");
    }

    @Test
    void aPersonsStopEndsOneRunOfAJobAndIsForgottenThen() {
        AppLife life = Lives.in(Lives.states().get("Running"));
        AppEvent stop = new AppEvent.StopRequested(StopCause.PERSON, "why");
        AppLife stopping = AppMachine.step(life, stop, JOB, Lives.NOW, 0).next();
        assertThat(stopping.stoppedByPerson())
                .as("a daemon that dies now goes on with the stop")
                .isTrue();
        AppLife empty = AppMachine.step(stopping, new AppEvent.Emptied(Lives.RUN), JOB, Lives.NOW, 0)
                .next();
        AppEvent collected = new AppEvent.Collected(Lives.RUN, new RunEnd(ExitStatus.exited(0), false, List.of()));
        assertThat(AppMachine.step(empty, collected, JOB, Lives.NOW, 0).next().stoppedByPerson())
                .isFalse();
        AppLife down = Lives.in(Lives.states().get("Stopped"));
        assertThat(AppMachine.step(down, stop, JOB, Lives.NOW, 0).next().stoppedByPerson())
                .isFalse();
    }

    /** What a job does otherwise than a service, and what only a job does. */
    private static String jobTable() {
        StringBuilder text = new StringBuilder(HEAD);
        Map<String, AppEvent> events = new LinkedHashMap<>();
        events.put("StartRequested by its schedule", TICK);
        events.putAll(events());
        Lives.states()
                .forEach((state, from) -> events.forEach((event, what) -> {
                    Transition to = AppMachine.step(Lives.in(from), what, JOB, Lives.NOW, 0.5);
                    boolean same = !what.equals(TICK) && row(from, to).equals(row(from, step(from, what)));
                    if (!same && !to.equals(Transition.to(Lives.in(from)))) {
                        text.append("| ")
                                .append(state)
                                .append(" | ")
                                .append(event)
                                .append(" | ")
                                .append(row(from, to));
                    }
                }));
        return text.toString();
    }

    private static String row(AppState from, Transition to) {
        return (to.next().state().equals(from) ? "the same" : label(to.next())) + " | " + effects(to) + " |\n";
    }

    @Test
    void noKindOfStateEventOrEffectIsMissing() {
        assertThat(kinds(Lives.states().values())).isEqualTo(permitted(AppState.class));
        assertThat(kinds(events().values())).isEqualTo(permitted(AppEvent.class));
        Set<Class<?>> effects = transitions().stream()
                .flatMap(transition -> transition.effects().stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        // The sample stops by signal; RunStopCommand has a test of its own below.
        effects.add(AppEffect.RunStopCommand.class);
        assertThat(effects).isEqualTo(permitted(AppEffect.class));
    }

    @Test
    void aStopCommandComesBeforeTheSignal() {
        Rules byCommand = new Rules(RULES.restart(), true, RULES.grace());
        Transition stop = AppMachine.step(
                Lives.in(Lives.states().get("Running")),
                new AppEvent.StopRequested(StopCause.PERSON, "why"),
                byCommand,
                Lives.NOW,
                0);
        assertThat(stop.effects())
                .containsExactly(
                        new AppEffect.RunStopCommand(Lives.RUN, Lives.NOW.plus(RULES.grace())),
                        new AppEffect.ArmTimer(TimerId.STOP_GRACE, Lives.RUN, Lives.NOW.plus(RULES.grace())));
    }

    @Test
    void newsOfAnOlderRunChangesNothing() {
        List<AppEvent> old = List.of(
                new AppEvent.Launched(Lives.RUN - 1, Lives.FACTS),
                new AppEvent.MainExited(Lives.RUN - 1, ExitStatus.exited(1)),
                new AppEvent.Emptied(Lives.RUN - 1),
                new AppEvent.Collected(Lives.RUN - 1, new RunEnd(ExitStatus.UNKNOWN, false, List.of())),
                new AppEvent.StopCommandEnded(Lives.RUN - 1, false, "exit code 1"),
                new AppEvent.Signalled(Lives.RUN - 1, 1, "problem"),
                new AppEvent.Killed(Lives.RUN - 1, 1, "problem"),
                new AppEvent.FreezeFailed(Lives.RUN - 1, true, "problem"),
                new AppEvent.TimerFired(TimerId.STOP_GRACE, Lives.RUN - 1),
                new AppEvent.TimerFired(TimerId.KILL_CONFIRM, Lives.RUN - 1),
                new AppEvent.TimerFired(TimerId.RESTART_BACKOFF, Lives.RUN - 1),
                new AppEvent.TimerFired(TimerId.OVERTIME, Lives.RUN - 1));
        Lives.states().forEach((name, state) -> {
            for (AppEvent event : old) {
                assertThat(step(state, event)).as("%s in %s", event, name).isEqualTo(Transition.to(Lives.in(state)));
                assertThat(AppMachine.step(Lives.in(state), event, JOB, Lives.NOW, 0.5))
                        .as("%s in %s of a job", event, name)
                        .isEqualTo(Transition.to(Lives.in(state)));
            }
        });
    }

    private static String table() {
        StringBuilder text = new StringBuilder(HEAD);
        Lives.states().forEach((state, from) -> events().forEach((event, what) -> {
            Transition to = step(from, what);
            if (!to.equals(Transition.to(Lives.in(from)))) {
                text.append("| ")
                        .append(state)
                        .append(" | ")
                        .append(event)
                        .append(" | ")
                        .append(row(from, to));
            }
        }));
        return text.toString();
    }

    private static List<Transition> transitions() {
        List<Transition> all = new ArrayList<>();
        Lives.states().values().forEach(from -> events().values().forEach(event -> all.add(step(from, event))));
        return all;
    }

    private static Transition step(AppState from, AppEvent event) {
        return AppMachine.step(Lives.in(from), event, RULES, Lives.NOW, 0.5);
    }

    private static String label(AppLife life) {
        AppState state = life.state();
        String run = state.run() == Lives.RUN ? "" : ", new run";
        if (state instanceof AppState.Starting s) {
            return "Starting" + (s.order() == AppState.Starting.Order.RUN ? "" : ", order " + s.order())
                    + (s.emptied() ? ", empty already" : "") + run;
        }
        if (state instanceof AppState.Running s) {
            return "Running" + (s.paused() ? ", paused" : "") + (s.mainExit().isPresent() ? ", main ended" : "");
        }
        if (state instanceof AppState.Stopping s) {
            return "Stopping, " + s.step() + ", to " + s.next() + tally(s.tally());
        }
        if (state instanceof AppState.Collecting s) {
            return "Collecting" + (s.stop().isPresent() ? ", to " + s.next() : "")
                    + s.stop().map(AppMachineTableTest::tally).orElse("");
        }
        return state.getClass().getSimpleName()
                + (state instanceof AppState.Stopped s && s.finished() ? ", finished" : "");
    }

    private static String tally(StopTally tally) {
        return (tally.signalled() > 0 ? ", signals counted" : "") + (tally.forced() ? ", kills counted" : "");
    }

    private static String effects(Transition to) {
        return to.effects().stream().map(AppMachineTableTest::label).collect(Collectors.joining(", "));
    }

    private static String label(AppEffect effect) {
        String name = effect.getClass().getSimpleName();
        if (effect instanceof AppEffect.Note note) {
            return name + " `" + note.event() + "`";
        }
        if (effect instanceof AppEffect.ArmTimer timer) {
            return name + " " + timer.timer();
        }
        if (effect instanceof AppEffect.CancelTimer timer) {
            return name + " " + timer.timer();
        }
        return effect instanceof AppEffect.Freeze freeze ? (freeze.frozen() ? "Freeze" : "Thaw") : name;
    }

    private static Set<Class<?>> kinds(Iterable<?> values) {
        Set<Class<?>> kinds = new HashSet<>();
        values.forEach(value -> kinds.add(value.getClass()));
        return kinds;
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
    }
}
