package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Lives;
import io.processmaster.daemon.core.app.StopTally;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.engine.Waiter.Question;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiterTest {
    private static Optional<Outcome> check(Question question, long run, AppLife life) {
        return new Waiter(question, run, new CompletableFuture<>()).check(life);
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
        AppLife.StopReceipt receipt = new AppLife.StopReceipt(Lives.RUN, new StopTally(Lives.NOW, 2, 1, true), 1_234);
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
