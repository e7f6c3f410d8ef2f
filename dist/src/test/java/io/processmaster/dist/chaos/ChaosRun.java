package io.processmaster.dist.chaos;

import io.processmaster.dist.DaemonUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** One chaos run from beginning to end; what is needed to understand a failure is kept in a directory. */
final class ChaosRun {
    private static final int ROUND_AND_LOOK_SECONDS = 20;
    private static final int LEAST_ROUNDS = 3;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MILLIS_PER_SECOND = 1000;

    private final Plan plan;
    private final ChaosLog log;
    private final Duration length;

    /**
     * Writes the plan.
     *
     * @param directory for plan, log and, after a failure, what the daemon left
     */
    ChaosRun(long seed, double minutes, Path directory) {
        int rounds = (int) (minutes * SECONDS_PER_MINUTE / ROUND_AND_LOOK_SECONDS);
        plan = new Plan(seed, Math.max(LEAST_ROUNDS, rounds));
        length = Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * MILLIS_PER_SECOND));
        log = ChaosLog.begin(directory, plan);
    }

    /** Returns what was seen; fails with the first promise that was broken. */
    String play() throws Exception {
        Losses losses = new Losses();
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare();
                Disks disks = new Disks(daemon.home(), losses)) {
            ChaosFleet fleet = new ChaosFleet(daemon.home());
            fleet.mend();
            Lives lives = new Lives(daemon, fleet, disks, losses);
            try (Witness witness = new Witness(daemon.home().socket())) {
                lives.start();
                Wire wire = new Wire(daemon.home().socket());
                Round round = new Round(
                        Map.of(
                                "client", new Client(wire),
                                "crasher",
                                        new Crasher(
                                                daemon.cgroup(), daemon.home().path()),
                                "editor", new Editor(fleet, wire, lives),
                                "disks", disks,
                                "fate", lives),
                        log);
                Quiet quiet = new Quiet(daemon, fleet, lives, witness, losses);
                return play(round, quiet) + (disks.areThere() ? "" : "; no disk was ever full: mount is not allowed");
            } catch (Exception | AssertionError e) {
                log.add("run", "FAILED: " + e.getMessage());
                keep(daemon.home().path());
                throw e;
            }
        }
    }

    private String play(Round round, Quiet quiet) throws InterruptedException {
        long begun = System.nanoTime();
        Footprint young = quiet.footprint();
        Footprint old = young;
        int played = 0;
        for (int i = 0; i < plan.rounds(); i++) {
            if (isLeftOut(i, Duration.ofNanos(System.nanoTime() - begun))) {
                continue;
            }
            if (plan.isFirstCalm(i)) {
                young = quiet.footprint();
            }
            log.add("run", "round " + i);
            round.play(plan.round(i));
            log.add("run", "quiet: " + quiet.look());
            old = quiet.footprint();
            log.add("run", old.toString());
            played++;
        }
        old.isNotMoreThan(young);
        String seen = played + " of " + plan.rounds() + " rounds; " + quiet.last() + "; from " + young + " to " + old;
        log.add("run", seen);
        return seen;
    }

    /** A busy host gets through fewer rounds in its time; the first one, and the first calm one, are always played. */
    private boolean isLeftOut(int round, Duration passed) {
        if (round == 0 || plan.isFirstCalm(round)) {
            return false;
        }
        Duration until = plan.isCalm(round) ? length : Duration.ofMillis((long) (length.toMillis() * Plan.STORMY));
        return passed.compareTo(until) > 0;
    }

    private void keep(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path from : all.filter(Files::isRegularFile).toList()) {
                Path to = log.directory()
                        .resolve("home")
                        .resolve(home.relativize(from).toString());
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
    }
}
