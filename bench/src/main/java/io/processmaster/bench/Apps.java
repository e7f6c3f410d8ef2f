package io.processmaster.bench;

import java.util.Locale;

/**
 * What every supervisor is given to run: {@code app-0} and on.
 *
 * @param count how many
 * @param script what each of them is
 * @param rotated whether their logs are rotated at 10 MB, with the last 50 kept
 */
record Apps(int count, Script script, boolean rotated) {
    /** The one that is told something when it is told to one. */
    static final String FIRST = "app-0";

    /** That do nothing once they have started. */
    static Apps sleeping(int count) {
        return new Apps(count, Script.sleeper(), false);
    }

    /** {@code 1 app}, {@code 1,000 apps}. */
    static String named(int count) {
        return count == 1 ? "1 app" : String.format(Locale.ROOT, "%,d apps", count);
    }
}
