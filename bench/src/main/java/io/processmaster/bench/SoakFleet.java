package io.processmaster.bench;

import java.io.IOException;
import java.util.Locale;

/** The apps of a soak: services of every temper, and jobs that come due every five seconds. */
final class SoakFleet {
    static final int SERVICES = 50;
    static final int JOBS = 10;
    /** Those that do nothing of themselves, and so may be told to. */
    static final int SLEEPERS = 30;

    private static final int TALKERS = 8;
    private static final int CRASHERS = 4;
    private static final int FORKERS = 4;
    private static final int FLOODS = SERVICES - SLEEPERS - TALKERS - CRASHERS - FORKERS;
    private static final String RESTARTS =
            "restart_policy: {restart_backoff_ms: 500, tolerance: {max_restarts: 500, duration: 1m}}\n";

    private SoakFleet() {}

    static void define(Home home) throws IOException {
        for (int i = 0; i < SLEEPERS; i++) {
            shell(home, sleeper(i), "echo up; exec sleep 1000000", "", RESTARTS);
        }
        for (int i = 0; i < TALKERS; i++) {
            talk(home, i, 0);
        }
        for (int i = 0; i < CRASHERS; i++) {
            shell(home, "crasher-" + i, "echo cannot go on >&2; sleep " + (i * 3 + 3) + "; exit 3", "", RESTARTS);
        }
        for (int i = 0; i < FORKERS; i++) {
            // The main process goes, what it left behind lives on for a while, and then the app is over.
            shell(home, "forker-" + i, "setsid sleep " + (i * 5 + 10) + " & exit 0", "", RESTARTS);
        }
        for (int i = 0; i < FLOODS; i++) {
            String flood = "i=0; while :; do seq $i $((i+29999)); i=$((i+30000)); sleep 1; done";
            boolean compressed = i % 2 == 0;
            shell(
                    home,
                    "flood-" + i,
                    flood,
                    "",
                    RESTARTS + "logs: {rotation_size: 4m, rotation_backups: 3, compression_enabled: " + compressed
                            + "}\n");
        }
        for (int i = 0; i < JOBS; i++) {
            String end = i == 0 ? "exit 1" : "exit 0";
            shell(home, "job-" + i, "echo begun; sleep 1; " + end, "schedule: '*/5 * * * * *'\n", "");
        }
    }

    /** Defines a talker anew, so that an update has something to apply. */
    static void talk(Home home, int edition) throws IOException {
        talk(home, edition % TALKERS, edition);
    }

    private static void talk(Home home, int number, int edition) throws IOException {
        String say = "n=0; while :; do n=$((n+1)); echo request $n took $((n%40)) ms; sleep 0.2; done";
        String logs =
                String.format(Locale.ROOT, "logs: {rotation_size: %dk, rotation_backups: 3}%n", 100 + edition % 2);
        shell(home, "talker-" + number, say, "", RESTARTS + logs);
    }

    static String sleeper(int number) {
        return "sleeper-" + number;
    }

    private static void shell(Home home, String app, String script, String keys, String more) throws IOException {
        home.define(app, "start_command: [/bin/sh, -c, \"" + script + "\"]\n" + keys, more);
    }
}
