package io.processmaster.dist.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out the steps of one round, everybody at once.
 *
 * @param actors by the beginning of their names in the plan
 * @param log of what was done
 */
record Round(Map<String, Actor> actors, ChaosLog log) {
    /** Nothing may take longer than this: stops wait for a grace period of 2 s at the most, and daemons come back. */
    private static final long HANG_SECONDS = 120;

    /** On a busy host, on which daemons come back slowly, what is late by as much as a round is left out. */
    private static final long LATE_MS = Plan.ROUND_MS;

    /** Something that is being done. */
    private record Doing(Step step, long sinceNanos) {
        boolean hangs() {
            return System.nanoTime() - sinceNanos > TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        }
    }

    void play(List<Step> steps) throws InterruptedException {
        Map<String, List<Step>> each = new LinkedHashMap<>();
        steps.forEach(step ->
                each.computeIfAbsent(step.who(), who -> new ArrayList<>()).add(step));
        Map<String, Doing> now = new ConcurrentHashMap<>();
        long begun = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(each.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            each.values()
                    .forEach(own -> ends.add(threads.submit(() -> {
                        act(own, begun, now);
                        return own.size();
                    })));
            for (Future<?> end : ends) {
                await(end, now);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Violation violation
                    ? violation
                    : new AssertionError("a step could not be done", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> end, Map<String, Doing> now) throws InterruptedException, ExecutionException {
        while (!end.isDone()) {
            try {
                end.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (now.values().stream().anyMatch(Doing::hangs)) {
                    throw new Violation("no answer within " + HANG_SECONDS + " s: " + now.values());
                }
            }
        }
        end.get();
    }

    private void act(List<Step> steps, long begun, Map<String, Doing> now) throws Exception {
        for (Step step : steps) {
            long due = begun + TimeUnit.MILLISECONDS.toNanos(step.atMs());
            long left = due - System.nanoTime();
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = due - System.nanoTime();
            }
            if (left < -TimeUnit.MILLISECONDS.toNanos(LATE_MS)) {
                log.add(step.who(), step.deed() + " " + step.app() + ": left out, it is late");
                continue;
            }
            now.put(step.who(), new Doing(step, System.nanoTime()));
            String how = actorOf(step.who()).act(step);
            log.add(step.who(), step.deed() + " " + step.app() + ": " + how);
            now.remove(step.who());
        }
    }

    private Actor actorOf(String who) {
        return actors.get(who.startsWith("client-") ? "client" : who);
    }
}
