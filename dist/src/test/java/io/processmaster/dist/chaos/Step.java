package io.processmaster.dist.chaos;

import java.util.Locale;

/**
 * One thing that is to be done in a round.
 *
 * @param who does it; each does one thing after the other
 * @param atMs not before this time of the round
 * @param deed what
 * @param app to which app; empty where it concerns none
 * @param dice a number for what is left to choose, the same in each replay
 */
record Step(String who, int atMs, Deed deed, String app, int dice) {
    /** As a line of the plan. */
    String line() {
        return String.format(Locale.ROOT, "%6d ms  %-8s %-18s %-10s %d", atMs, who, deed, app, dice);
    }
}
