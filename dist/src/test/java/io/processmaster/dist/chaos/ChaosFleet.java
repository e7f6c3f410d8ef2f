package io.processmaster.dist.chaos;

import io.processmaster.dist.DaemonHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The definitions of a chaos run: apps of every temper that are always there, and others that come and go. */
final class ChaosFleet {
    /** Those that are always there. */
    static final List<String> APPS = List.of(
            "steady-0",
            "steady-1",
            "steady-2",
            "crash-0",
            "crash-1",
            "stubborn-0",
            "fork-0",
            "fork-1",
            "tree-0",
            "flood-0",
            "flood-1",
            "flood-2",
            "job-0",
            "job-1");

    /** Those whose logs must hold all that they wrote. */
    static final List<String> KEPT_FLOODS = List.of("flood-0", "flood-1");

    /** The one whose logs are on a small disk. */
    static final String SQUEEZED = "flood-2";

    private static final Map<String, String> TEMPERS = Map.of(
            "steady", "steady",
            "crash", "crashing",
            "stubborn", "stubborn",
            "fork", "forking",
            "tree", "tree",
            "flood", "flooding",
            "job", "job",
            "extra", "steady");
    private static final int EXTRAS = 4;
    private static final String TWICE = "twice";

    private final DaemonHome home;
    private final AppProgram program;
    private final String mark = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final TreeSet<String> extras = new TreeSet<>();

    ChaosFleet(DaemonHome home) {
        this.home = home;
        this.program = AppProgram.write(home.path());
    }

    /** Where the apps write their beginnings. */
    Path ledger() {
        return program.ledger();
    }

    /** What the variable {@link AppProgram#MARK} is set to in every process of this fleet, and in no other. */
    String mark() {
        return mark;
    }

    /** Every app is defined and good after this, and no other. */
    synchronized void mend() {
        for (String app : APPS) {
            write(app, app, 0);
        }
        extras.forEach(home::undefine);
        extras.clear();
        removeIfThere(TWICE);
    }

    /** No job comes due any more. */
    synchronized void restJobs() {
        for (String app : APPS) {
            if (app.startsWith("job-")) {
                home.define(app, definition(app, 0).replaceAll("schedule: .*", "schedule: '0 0 29 2 *'"));
            }
        }
    }

    /** Another good definition. */
    synchronized void change(String app, int dice) {
        write(app, app, dice);
    }

    /** A definition that no daemon takes. */
    synchronized void spoil(String app, int dice) {
        List<String> faults = List.of("process: [", "process: {working_drectory: /}", "", "process: 7\nlogs: true");
        home.define(app, faults.get(dice % faults.size()));
    }

    /** An app more, or an added one with another definition. */
    synchronized String add(int dice) {
        String app = "extra-" + dice % EXTRAS;
        write(app, app, dice / EXTRAS);
        extras.add(app);
        return app;
    }

    /** An added app less; returns its name, or nothing when there is none. */
    synchronized String remove(int dice) {
        if (extras.isEmpty()) {
            return "";
        }
        String app = List.copyOf(extras).get(dice % extras.size());
        home.undefine(app);
        extras.remove(app);
        return app;
    }

    /** An added app goes and comes again under another name. */
    synchronized String rename(int dice) {
        String before = remove(dice);
        return before.isEmpty() ? "" : before + " to " + add(dice / 2 + 1);
    }

    /** A second file for the same app; it is taken away by {@link #undouble} or {@link #mend}. */
    synchronized void twice(String app) {
        write(app, app, 0);
        write(TWICE, app, 0);
    }

    /** Whether there is a second file for an app. */
    synchronized boolean isDoubled() {
        return Files.exists(home.definition(TWICE));
    }

    /** Takes the second file away. */
    synchronized void undouble() {
        removeIfThere(TWICE);
    }

    private void removeIfThere(String file) {
        try {
            Files.deleteIfExists(home.definition(file));
        } catch (IOException e) {
            throw new AssertionError("cannot remove the definition " + file, e);
        }
    }

    private void write(String file, String app, int dice) {
        home.define(file, definition(app, dice));
    }

    private String definition(String app, int dice) {
        String kind = app.substring(0, app.indexOf('-'));
        Map<String, String> keys = new TreeMap<>();
        keys.put("stop_grace_period_ms", Integer.toString(1200 + dice % 3 * 400));
        keys.put("umask", dice % 2 == 0 ? "\"0022\"" : "\"0027\"");
        keys.put("nice", Integer.toString(dice % 5));
        keys.put("environment", "[{name: " + AppProgram.MARK + ", value: " + mark + "}]");
        if (kind.equals("job")) {
            keys.put("schedule", dice % 2 == 0 ? "'*/2 * * * * *'" : "'*/3 * * * * *'");
        }
        StringBuilder text = new StringBuilder("application: " + app + "\nprocess:\n");
        text.append("  working_directory: ").append(home.directory(app)).append('\n');
        text.append("  start_command: [/bin/sh, ")
                .append(program.file())
                .append(", ")
                .append(TEMPERS.get(kind))
                .append(", ")
                .append(app)
                .append("]\n");
        keys.forEach((key, value) ->
                text.append("  ").append(key).append(": ").append(value).append('\n'));
        return text + logs(app, dice) + (kind.equals("job") ? "" : restarts(dice));
    }

    private static String logs(String app, int dice) {
        boolean squeezed = app.equals(SQUEEZED);
        return "logs: {rotation_size: " + (100 + dice % 50) + "k, rotation_backups: " + (squeezed ? 5 : 1000)
                + ", compression_enabled: " + app.equals("flood-0") + "}\n";
    }

    private static String restarts(int dice) {
        return "restart_policy: {restart_backoff_ms: " + (100 + dice % 200)
                + ", tolerance: {max_restarts: 500, duration: 1m}}\n";
    }
}
