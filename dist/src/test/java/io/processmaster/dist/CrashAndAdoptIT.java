package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.rpc.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The daemon is killed again and again in the middle of starts, stops and restarts; each next one has to find the fleet
 * as it was, and to keep every promise that was acknowledged.
 *
 * <p>The seed is reported; {@code -Dpm.seed=N} repeats the same commands, though not the same interleaving.
 */
final class CrashAndAdoptIT {
    private static final int APPS = 50;
    private static final int CRASHES = 20;
    private static final int LEAST_COMMANDS = 10;
    private static final int MOST_COMMANDS = 30;
    private static final int CLIENTS = 6;
    private static final List<Method> COMMANDS = List.of(Method.START, Method.STOP, Method.RESTART);

    /** What an app was told last and has acknowledged. */
    private enum Wish {
        UP,
        DOWN,
        /** A command was lost with the daemon and may have gone either way. */
        EITHER
    }

    private final long seed = Long.getLong("pm.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Wish> wishes = new TreeMap<>();
    // The process of each app that has no reason to get another one.
    private final Map<String, List<Integer>> settled = new ConcurrentHashMap<>();

    @Test
    void everyCrashLeavesEachAppAsItWasToldLast(TestReporter reporter) throws InterruptedException {
        reporter.publishEntry("seed", Long.toString(seed));
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            for (String app : apps()) {
                daemon.home().defineShell(app, "exec sleep 100000", restartAtOnce());
                wishes.put(app, Wish.UP);
            }
            daemon.start();
            compare(daemon, 0);

            for (int crash = 1; crash <= CRASHES; crash++) {
                commandAndCrash(daemon);
                daemon.start();
                compare(daemon, crash);
            }
            for (String app : apps()) {
                assertThat(daemon.remote().history(app))
                        .as("seed " + seed + ", runs of " + app)
                        .extracting(RunRecord::run)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private void commandAndCrash(DaemonUnderTest daemon) throws InterruptedException {
        List<String> chosen = new ArrayList<>(apps());
        Collections.shuffle(chosen, random);
        int count = LEAST_COMMANDS + random.nextInt(MOST_COMMANDS - LEAST_COMMANDS);
        Map<String, Wish> told = new ConcurrentHashMap<>();
        CountDownLatch answered = new CountDownLatch(random.nextInt(count));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (String app : chosen.subList(0, count)) {
            Method command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            boolean keeps = command == Method.START && wishes.get(app) == Wish.UP;
            List<Integer> before = keeps ? settled.get(app) : List.of();
            settled.remove(app);
            clients.execute(() -> {
                told.put(app, Wish.EITHER);
                told.put(app, command(daemon, command, app));
                if (keeps) {
                    settled.put(app, before);
                }
                answered.countDown();
            });
        }
        assertThat(answered.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        daemon.killHard();
        clients.shutdown();
        assertThat(clients.awaitTermination(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(told).hasSize(count);
        wishes.putAll(told);
    }

    private Wish command(DaemonUnderTest daemon, Method command, String app) {
        Optional<ActionResult> answer = daemon.remote().attempt(command, app);
        if (answer.isEmpty()) {
            return Wish.EITHER;
        }
        assertThat(answer.get().ok()).as("seed " + seed + ", " + answer.get()).isTrue();
        if (command == Method.STOP) {
            return Wish.DOWN;
        }
        // What was acknowledged as running is not started anew by the next daemon.
        settled.put(app, daemon.cgroup().app(app).pids());
        return Wish.UP;
    }

    private void compare(DaemonUnderTest daemon, int crash) {
        String context = "seed " + seed + ", crash " + crash;
        Await.until(
                context + ": the fleet has settled",
                Await.LIMIT,
                () -> daemon.remote().status().stream().allMatch(CrashAndAdoptIT::isSettled),
                () -> daemon.remote().status().stream()
                        .filter(status -> !isSettled(status))
                        .toList()
                        .toString());
        Map<String, AppStatus> statuses =
                daemon.remote().status().stream().collect(Collectors.toMap(AppStatus::application, status -> status));
        assertThat(statuses.keySet()).isEqualTo(wishes.keySet());
        for (String app : apps()) {
            AppStatus status = statuses.get(app);
            boolean up = status.life().phase().equals("RUNNING");
            List<Integer> pids = daemon.cgroup().app(app).pids();
            String evidence = context + ", told " + wishes.get(app) + ": " + status;
            assertThat(wishes.get(app)).as(evidence).isIn(up ? Wish.UP : Wish.DOWN, Wish.EITHER);
            assertThat(pids).as(evidence).hasSize(up ? 1 : 0);
            assertThat(daemon.cgroup().app(app).exists()).as(evidence).isEqualTo(up);
            if (up && settled.containsKey(app)) {
                assertThat(pids).as(evidence).isEqualTo(settled.get(app));
            }
            wishes.put(app, up ? Wish.UP : Wish.DOWN);
            settled.put(app, pids);
        }
    }

    private static boolean isSettled(AppStatus status) {
        return Set.of("RUNNING", "STOPPED", "FAILED").contains(status.life().phase());
    }

    private static List<String> apps() {
        return IntStream.range(0, APPS).mapToObj(i -> "app" + (100 + i)).toList();
    }

    private static String restartAtOnce() {
        return """
               restart_policy:
                 restart_backoff_ms: 20
                 tolerance: { max_restarts: 500 }""";
    }
}
