package io.processmaster.daemon.core.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.RestartSpec.Policy;
import io.processmaster.daemon.core.restart.RestartDecision.Again;
import io.processmaster.daemon.core.restart.RestartDecision.End;
import io.processmaster.daemon.core.restart.RestartDecision.GiveUp;
import io.processmaster.daemon.core.restart.RestartDecision.Rest;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartDecisionTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long SECOND = 1_000_000_000L;
    private static final Moment NOW = new Moment(Instant.EPOCH, 1_000 * SECOND);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final End BAD = new End(false, "exit code 1");

    private static RestartSpec spec(Policy policy, long backoffMillis, long maxBackoffMillis) {
        return new RestartSpec(
                policy,
                Duration.ofMillis(backoffMillis),
                Duration.ofMillis(maxBackoffMillis),
                Duration.ofSeconds(30),
                3,
                WINDOW);
    }

    private static RestartDecision decide(RestartSpec spec, RestartMemory memory, Duration ranFor, double dice) {
        return RestartDecision.of(spec, memory, BAD, ranFor, NOW, dice);
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS,     true,  Again",
        "ALWAYS,     false, Again",
        "ON_FAILURE, true,  Rest",
        "ON_FAILURE, false, Again",
        "NEVER,      true,  Rest",
        "NEVER,      false, GiveUp",
    })
    void thePolicyDecides(Policy policy, boolean good, String expected) {
        RestartDecision decision =
                RestartDecision.of(spec(policy, 100, 0), RestartMemory.NONE, new End(good, "it ended"), SHORT, NOW, 0);
        assertThat(decision.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(decision.reason()).startsWith("it ended; ");
    }

    @Test
    void theLastRestartOfTheBudgetIsGivenAndTheNextOneIsNot() {
        RestartMemory two = new RestartMemory(List.of(990 * SECOND, 995 * SECOND), 2, 2);
        RestartDecision third = decide(spec(Policy.ALWAYS, 0, 0), two, SHORT, 0);
        assertThat(third).isInstanceOf(Again.class);
        assertThat(third.reason()).isEqualTo("exit code 1; restart 3 of 3 within 1m00s at once");
        RestartMemory three = ((Again) third).memory();
        assertThat(three.recentNanos()).hasSize(3);
        assertThat(three.total()).isEqualTo(3);
        assertThat(decide(spec(Policy.ALWAYS, 0, 0), three, SHORT, 0))
                .isInstanceOf(GiveUp.class)
                .extracting(RestartDecision::reason)
                .isEqualTo("exit code 1; 3 restarts in 1m00s are used up, a person has to start it");
    }

    @Test
    void aRestartLeavesTheWindowExactlyWhenItIsAsOldAsTheWindow() {
        List<Long> within = List.of(940 * SECOND + 1, 950 * SECOND, 960 * SECOND);
        List<Long> atTheEdge = List.of(940 * SECOND, 950 * SECOND, 960 * SECOND);
        assertThat(decide(spec(Policy.ALWAYS, 0, 0), new RestartMemory(within, 3, 3), SHORT, 0))
                .isInstanceOf(GiveUp.class);
        RestartDecision again = decide(spec(Policy.ALWAYS, 0, 0), new RestartMemory(atTheEdge, 3, 3), SHORT, 0);
        assertThat(again).isInstanceOf(Again.class);
        assertThat(((Again) again).memory().recentNanos())
                .as("what has left the window is forgotten")
                .containsExactly(950 * SECOND, 960 * SECOND, 1_000 * SECOND);
    }

    @Test
    void aBudgetOfZeroNeverRestarts() {
        RestartSpec none = new RestartSpec(Policy.ALWAYS, SHORT, Duration.ZERO, SHORT, 0, WINDOW);
        assertThat(decide(none, RestartMemory.NONE, SHORT, 0)).isInstanceOf(GiveUp.class);
    }

    @ParameterizedTest
    @CsvSource({
        // attempt, dice, delay in ms
        "0,  0,     75",
        "0,  0.999, 99",
        "1,  0,     150",
        "1,  0.999, 199",
        "3,  0,     600",
        "4,  0,     750",
        "4,  0.999, 999",
        "61, 0,     750",
        "62, 0,     750",
        "63, 0.999, 999",
        "2147483646, 0, 750",
    })
    void theGrowingPauseDoublesUpToItsLimitWithJitterBelow(int attempt, double dice, long millis) {
        RestartDecision decision =
                decide(spec(Policy.ALWAYS, 100, 1_000), new RestartMemory(List.of(), attempt, 9), SHORT, dice);
        assertThat(((Again) decision).delay()).hasMillis(millis);
    }

    @Test
    void aPauseThatDoesNotGrowHasNoJitter() {
        RestartMemory many = new RestartMemory(List.of(), 9, 9);
        assertThat(((Again) decide(spec(Policy.ALWAYS, 100, 0), many, SHORT, 0.5)).delay())
                .hasMillis(100);
    }

    @ParameterizedTest
    @CsvSource({"29999, 6", "30000, 1", "30001, 1"})
    void aLongRunBeginsTheGrowingPauseAnew(long ranMillis, int attempt) {
        RestartDecision decision = decide(
                spec(Policy.ALWAYS, 100, 1_000), new RestartMemory(List.of(), 5, 9), Duration.ofMillis(ranMillis), 0);
        assertThat(((Again) decision).memory().attempt()).isEqualTo(attempt);
    }

    @Test
    void aPersonForgivesEverythingButTheTotal() {
        assertThat(new RestartMemory(List.of(1L), 4, 9).forgiven()).isEqualTo(new RestartMemory(List.of(), 0, 9));
    }

    @Test
    void goodEndsRestWithTheirReason() {
        RestartDecision rest = RestartDecision.of(
                spec(Policy.ON_FAILURE, 0, 0), RestartMemory.NONE, new End(true, "exit code 0"), SHORT, NOW, 0);
        assertThat(rest).isEqualTo(new Rest("exit code 0; policy on_failure"));
    }
}
