package io.processmaster.dist.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Who does what and when, as a pure function of a seed.
 *
 * <p>The last rounds are calm: the daemon is not ended in them, so that one can see what a long life costs it.
 *
 * @param seed from which all follows
 * @param rounds how many there are
 */
record Plan(long seed, int rounds) {
    /** How long one round lasts, before everything is compared. */
    static final int ROUND_MS = 15_000;

    /** How many clients ask at once. */
    static final int CLIENTS = 8;

    /** The share of the rounds, and of the time, in which the daemon is ended. */
    static final double STORMY = 0.6;

    private static final int LONGEST_PAUSE_MS = 1_500;
    private static final int CRASH_EACH_MS = 900;
    private static final int EDIT_EACH_MS = 1_600;
    private static final int LIFE_LEAST_MS = 300;
    private static final int LIFE_MOST_MS = 6_500;
    private static final int DICE = 1_000_000;

    private static final List<Deed> ASKED = List.of(
            Deed.START,
            Deed.START,
            Deed.STOP,
            Deed.STOP,
            Deed.RESTART,
            Deed.RESTART,
            Deed.PAUSE,
            Deed.RESUME,
            Deed.SIGNAL,
            Deed.ENABLE,
            Deed.DISABLE,
            Deed.UPDATE,
            Deed.LOGS,
            Deed.STATUS,
            Deed.HISTORY,
            Deed.EVENTS,
            Deed.EVENTS_FOLLOW,
            Deed.WHY);
    private static final List<Deed> EDITED = List.of(
            Deed.EDIT_GOOD,
            Deed.EDIT_GOOD,
            Deed.EDIT_BAD,
            Deed.EDIT_ADD,
            Deed.EDIT_ADD,
            Deed.EDIT_REMOVE,
            Deed.EDIT_RENAME,
            Deed.EDIT_TWICE,
            Deed.HANG_UP);
    private static final List<Deed> ENDED = List.of(
            Deed.KILL,
            Deed.KILL,
            Deed.KILL,
            Deed.KILL_YOUNG,
            Deed.KILL_YOUNG,
            Deed.KILL_AND_DAMAGE,
            Deed.KILL_ON_FULL_DISK,
            Deed.END_AND_LEAVE,
            Deed.END_AND_STOP);

    /** Whether the daemon lives through that round. */
    boolean isCalm(int round) {
        return round >= rounds * STORMY;
    }

    /** Whether it is the first such round. */
    boolean isFirstCalm(int round) {
        return isCalm(round) && !isCalm(round - 1);
    }

    /** The steps of one round, in the order of their times. */
    List<Step> round(int round) {
        // A number of its own for each round, so that each can be read by itself.
        Random random = new Random(seed * 1_000_003 + round);
        List<Step> steps = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            ask("client-" + client, random, steps);
        }
        every("crasher", CRASH_EACH_MS, List.of(Deed.CRASH_KILL, Deed.CRASH_KILL, Deed.CRASH_SEGV), random, steps);
        every("editor", EDIT_EACH_MS, EDITED, random, steps);
        if (random.nextInt(3) == 0) {
            steps.add(step("disks", random.nextInt(ROUND_MS / 2), Deed.FILL_STATE, "", random));
        }
        if (random.nextInt(2) == 0) {
            steps.add(step("disks", random.nextInt(ROUND_MS), Deed.FILL_LOGS, "", random));
        }
        if (!isCalm(round)) {
            end(random, steps);
        }
        steps.sort(Comparator.comparingInt(Step::atMs));
        return List.copyOf(steps);
    }

    private static void ask(String who, Random random, List<Step> steps) {
        for (int at = random.nextInt(LONGEST_PAUSE_MS); at < ROUND_MS; at += random.nextInt(LONGEST_PAUSE_MS)) {
            Deed deed = ASKED.get(random.nextInt(ASKED.size()));
            if (deed == Deed.UPDATE && random.nextInt(4) == 0) {
                deed = random.nextBoolean() ? Deed.STOP_ALL : Deed.START_ALL;
            }
            steps.add(step(who, at, deed, anyApp(random), random));
        }
    }

    private static void every(String who, int meanMs, List<Deed> deeds, Random random, List<Step> steps) {
        for (int at = random.nextInt(2 * meanMs); at < ROUND_MS; at += random.nextInt(2 * meanMs)) {
            steps.add(step(who, at, deeds.get(random.nextInt(deeds.size())), anyApp(random), random));
        }
    }

    private static void end(Random random, List<Step> steps) {
        int at = LIFE_LEAST_MS + random.nextInt(LIFE_MOST_MS);
        while (at < ROUND_MS) {
            steps.add(step("fate", at, ENDED.get(random.nextInt(ENDED.size())), "", random));
            at += LIFE_LEAST_MS + random.nextInt(LIFE_MOST_MS);
        }
    }

    private static String anyApp(Random random) {
        List<String> apps = ChaosFleet.APPS;
        return apps.get(random.nextInt(apps.size()));
    }

    private static Step step(String who, int atMs, Deed deed, String app, Random random) {
        return new Step(who, atMs, deed, app, random.nextInt(DICE));
    }
}
