package io.processmaster.dist.chaos;

import io.processmaster.dist.DaemonUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Everything at once: eight clients, crashes, floods, full disks, edits, and the daemon killed again and again.
 *
 * <p>The same plan each time, short enough for every build; {@code bench/chaos} chooses another seed and a longer time.
 */
final class ChaosIT {
    private static final long SEED = Long.getLong("pm.chaos.seed", 1);
    private static final double MINUTES = Double.parseDouble(System.getProperty("pm.chaos.minutes", "1.5"));

    @Test
    void noPromiseIsBroken(TestReporter reporter) throws Exception {
        DaemonUnderTest.prepare().close();
        Path directory = Path.of("target", "chaos", "seed-" + SEED).toAbsolutePath();
        String replay = "bench/chaos --seed " + SEED + " --minutes " + MINUTES;
        try {
            reporter.publishEntry(replay, new ChaosRun(SEED, MINUTES, directory).play());
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nplan, log and what was left: " + directory + "\nagain: " + replay, e);
        }
    }
}
