package io.processmaster.daemon.core.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.run.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final Map<String, Phase> EXPECTED = Map.ofEntries(
            Map.entry("Stopped", Phase.STOPPED),
            Map.entry("Failed", Phase.FAILED),
            Map.entry("Backoff", Phase.BACKOFF),
            Map.entry("Starting", Phase.STARTING),
            Map.entry("Starting, order STOP", Phase.STOPPING),
            Map.entry("Starting, order RESTART", Phase.STARTING),
            Map.entry("Starting, empty already", Phase.STARTING),
            Map.entry("Running", Phase.RUNNING),
            Map.entry("Running, paused", Phase.RUNNING),
            Map.entry("Stopping, COMMAND", Phase.STOPPING),
            Map.entry("Stopping, WAITING", Phase.STOPPING),
            Map.entry("Stopping, KILLED", Phase.STOPPING),
            Map.entry("Stopping, STUCK", Phase.STOPPING),
            Map.entry("Stopping, to START", Phase.RESTARTING),
            Map.entry("Collecting", Phase.RUNNING),
            Map.entry("Collecting, to REST", Phase.STOPPING),
            Map.entry("Collecting, to START", Phase.RESTARTING));

    @Test
    void eachStateHasThePhaseThatPeopleExpect() {
        assertThat(Lives.states().keySet()).isEqualTo(EXPECTED.keySet());
        Lives.states()
                .forEach((name, state) ->
                        assertThat(Lives.in(state).phase()).as(name).isEqualTo(EXPECTED.get(name)));
    }

    @Test
    void aLaunchAfterARunIsARestart() {
        AppLife starting = Lives.in(Lives.states().get("Starting"));
        for (Trigger.Kind kind : Trigger.Kind.values()) {
            boolean again = kind == Trigger.Kind.AUTOMATIC || kind == Trigger.Kind.RESTART;
            assertThat(starting.triggeredBy(new Trigger(kind, "")).phase())
                    .as(kind.text())
                    .isEqualTo(again ? Phase.RESTARTING : Phase.STARTING);
        }
    }

    @Test
    void onlyStoppedAndFailedAreAtRest() {
        Lives.states().forEach((name, state) -> assertThat(Lives.in(state).isAtRest())
                .as(name)
                .isEqualTo(name.equals("Stopped") || name.equals("Failed")));
    }
}
