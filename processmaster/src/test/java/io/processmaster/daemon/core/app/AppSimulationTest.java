package io.processmaster.daemon.core.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppSimulationTest {
    private static final int LIVES = 4000;
    private static final int STEPS = 250;

    @Test
    void thousandsOfLivesKeepEveryPromise() {
        Long replay = Long.getLong("pm.seed");
        long first = replay != null ? replay : System.nanoTime() & 0xffff_ffffL;
        int lives = replay != null ? 1 : LIVES;
        System.out.println("simulation: " + lives + " lives from seed " + first);
        long runs = 0;
        long crashes = 0;
        for (long seed = first; seed < first + lives; seed++) {
            World world = new World(seed);
            world.live(STEPS);
            runs += world.runs();
            crashes += world.crashes();
        }
        System.out.println("simulation: " + runs + " runs, " + crashes + " daemons killed");
        if (replay == null) {
            assertThat(runs).as("the simulation does something").isGreaterThan(LIVES);
            assertThat(crashes).as("the simulation kills daemons").isGreaterThan(LIVES / 2);
        }
    }
}
