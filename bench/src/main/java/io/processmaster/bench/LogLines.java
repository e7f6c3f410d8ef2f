package io.processmaster.bench;

import java.util.regex.Pattern;

/** What each supervisor shows of an app's output: the same numbered lines of 100 bytes each. */
final class LogLines {
    /** How many are shown: as many as {@code pmctl logs} shows when nobody says how many. */
    static final int SHOWN = 50;

    /** How many bytes those have. */
    static final int SHOWN_BYTES = SHOWN * 100;

    /** How many the app has written. */
    static final int WRITTEN = 400;

    /** How many bytes those have. */
    static final int WRITTEN_BYTES = WRITTEN * 100;

    private static final int DIGITS = 99;

    /** Perhaps with the name of the app in front. */
    private static final Pattern LINE = Pattern.compile("(^|\\D)\\d{" + DIGITS + "}$", Pattern.MULTILINE);

    private LogLines() {}

    /** The command that writes them. */
    static String writer() {
        return "seq -f %0" + DIGITS + ".0f 1 " + WRITTEN;
    }

    /** How many of them a command has shown; what else it showed does not count. */
    static long in(String output) {
        return LINE.matcher(output).results().count();
    }
}
