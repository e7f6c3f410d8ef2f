package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.app.StopTally;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.engine.Waiter.Question;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiterTest {
    private static Optional<Outcome> check(Question question, long run, AppLife life) {
        return new Waiter(question, run, new CompletableFuture<>()).check(life, false);
    }

    @Test
    void aStartDuringALaunchThatFailsIsAnsweredInThePause() {
        AppLife pausing = Lives.in(Lives.states().get("Backoff"));
        assertThat(word(Question.START, Lives.RUN, pausing)).isEqualTo("start_failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // life in run 7 | START asked in run 6 | STOP asked in run 7 | RESTART in run 6 | RESTART in run 7
                "Stopped              | start_failed | stopped     | start_failed | busy",
                "Failed               | start_failed | stopped     | start_failed | busy",
                "Backoff              | start_failed | ''          | start_failed | ''",
                "Starting             | ''           | ''          | ''           | ''",
                "Running              | started      | ''          | restarted    | ''",
                "Stopping, WAITING    | ''           | ''          | ''           | ''",
                "Stopping, STUCK      | ''           | stop_failed | ''           | stop_failed",
                "Stopping, to START   | ''           | ''          | ''           | ''",
                "Collecting           | ''           | ''          | ''           | ''",
                "Collecting, to START | ''           | ''          | ''           | ''",
            })
    void theLifeSaysWhatTheAnswerIs(String state, String start, String stop, String newRun, String sameRun) {
        AppLife life = Lives.in(Lives.states().get(state));
        assertThat(word(Question.START, Lives.RUN - 1, life)).as("start").isEqualTo(start);
        assertThat(word(Question.STOP, Lives.RUN, life)).as("stop").isEqualTo(stop);
        assertThat(word(Question.RESTART, Lives.RUN - 1, life)).as("new run").isEqualTo(newRun);
        assertThat(word(Question.RESTART, Lives.RUN, life)).as("same run").isEqualTo(sameRun);
    }

    private static String word(Question question, long run, AppLife life) {
        return check(question, run, life).map(Outcome::word).orElse("");
    }

    @Test
    void aStopIsProvedByTheReceiptOfItsOwnRun() {
        AppLife.StopReceipt receipt =
                new AppLife.StopReceipt(Lives.RUN, new StopTally(Lives.NOW, 2, 1, true, false), 1_234);
        AppLife life = with(Lives.in(new AppState.Stopped(Lives.RUN, false)), receipt);
        Outcome own = check(Question.STOP, Lives.RUN, life).orElseThrow();
        assertThat(own.word()).isEqualTo("killed");
        assertThat(own.message()).isEqualTo("killed after the grace period, 1 killed, 1234 ms");
        assertThat(own.receipt()).contains(receipt);
        assertThat(check(Question.STOP, Lives.RUN - 1, life).orElseThrow().receipt())
                .isEmpty();
    }

    private static AppLife with(AppLife life, AppLife.StopReceipt receipt) {
        return new AppLife(
                life.state(),
                life.since(),
                life.reason(),
                life.stoppedByPerson(),
                life.trigger(),
                life.restarts(),
                life.lastExit(),
                Optional.of(receipt));
    }

    private static AppLife exited(AppState state, ExitStatus exit, String outcome) {
        AppLife life = Lives.in(state);
        return new AppLife(
                life.state(),
                life.since(),
                life.reason(),
                false,
                life.trigger(),
                life.restarts(),
                Optional.of(new LastExit(exit, false, 2_000, OptionalLong.of(1_000), Optional.of(outcome))),
                life.lastStop());
    }

    private static Optional<Outcome> ofJob(Question question, long run, AppLife life) {
        return new Waiter(question, run, new CompletableFuture<>()).check(life, true);
    }

    @Test
    void aJobThatIsOverBeforeItsLaunchIsReportedWasStarted() {
        AppLife over = exited(new AppState.Stopped(Lives.RUN, true), ExitStatus.exited(3), "failed");
        Outcome started = ofJob(Question.START, Lives.RUN - 1, over).orElseThrow();
        assertThat(started.ok()).isTrue();
        assertThat(started.message()).isEqualTo("started, and over already: exit code 3");
        assertThat(ofJob(Question.RESTART, Lives.RUN - 1, over).orElseThrow().word())
                .isEqualTo("restarted");
        AppLife notLaunched = exited(new AppState.Failed(Lives.RUN), ExitStatus.UNKNOWN, "launch_failed");
        assertThat(ofJob(Question.START, Lives.RUN - 1, notLaunched)
                        .orElseThrow()
                        .word())
                .isEqualTo("start_failed");
        assertThat(check(Question.START, Lives.RUN - 1, over).orElseThrow().word())
                .as("a service")
                .isEqualTo("start_failed");
    }

    @ParameterizedTest
    @CsvSource({
        "exited, 0, true, finished, finished: exit code 0",
        "failed, 3, false, run_failed, exit code 3",
        "overtime, 0, false, run_failed, 'overtime, exit code 0'",
        "launch_failed, 0, false, start_failed, the reason",
    })
    void whoWaitsForARunHearsHowItEnded(String outcome, int code, boolean ok, String word, String message) {
        AppLife over = exited(new AppState.Stopped(Lives.RUN, true), ExitStatus.exited(code), outcome);
        assertThat(ofJob(Question.RUN, Lives.RUN, over))
                .contains(ok ? Outcome.done(word, message) : Outcome.failed(word, message));
        AppLife next = exited(Lives.states().get("Running"), ExitStatus.exited(code), outcome);
        assertThat(ofJob(Question.RUN, Lives.RUN - 1, next).map(Outcome::ok))
                .as("the next run began at once")
                .contains(ok);
    }

    @Test
    void whoWaitsForARunWaitsWhileItGoesOn() {
        for (String state : List.of("Starting", "Running", "Stopping, WAITING", "Collecting", "Collecting, to START")) {
            AppLife life = exited(Lives.states().get(state), ExitStatus.exited(0), "exited");
            assertThat(ofJob(Question.RUN, Lives.RUN, life)).as(state).isEmpty();
        }
        AppLife before = exited(new AppState.Stopped(Lives.RUN, false), ExitStatus.exited(0), "exited");
        assertThat(ofJob(Question.RUN, Lives.RUN + 1, before).map(Outcome::word))
                .contains("busy");
    }

    @Test
    void aStartThatAPersonTookBackWasOverruled() {
        AppLife life = Lives.in(new AppState.Stopped(Lives.RUN, false));
        AppLife down = new AppLife(
                life.state(),
                life.since(),
                life.reason(),
                true,
                life.trigger(),
                life.restarts(),
                life.lastExit(),
                life.lastStop());
        assertThat(word(Question.START, Lives.RUN - 1, down)).isEqualTo("busy");
    }
}
