package io.processmaster.pmctl.render;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.LastExit;
import io.processmaster.pmctl.render.Table.Cell;
import io.processmaster.pmctl.render.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Apps, one line each. */
public final class StatusTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("APPLICATION", false, 0),
            new Column("KIND", false, 9),
            new Column("ACTUAL", false, 3),
            new Column("PHASE", false, 0),
            new Column("PID", false, 1),
            new Column("UPTIME", true, 2),
            new Column("CPU", true, 5),
            new Column("MEMORY", true, 4),
            new Column("RESTARTS", true, 6),
            new Column("LAST EXIT", false, 8),
            new Column("NEXT RUN", false, 7),
            new Column("ENABLED", false, 10));

    // The exit says as much as these do.
    private static final Set<String> PLAIN_OUTCOMES = Set.of("exited", "failed", "crashed", "oom_killed", "unknown");

    private StatusTable() {}

    /** Appends the table, or a word when there is nothing to show. */
    public static void append(StringBuilder out, List<AppStatus> apps, View view) {
        if (apps.isEmpty()) {
            out.append("(no apps)\n");
            return;
        }
        Table table = new Table(COLUMNS);
        for (AppStatus app : apps) {
            table.row(row(app, view));
        }
        table.append(out, view.terminal());
    }

    private static List<Cell> row(AppStatus app, View view) {
        AppLife life = app.life();
        OptionalDouble cpu = app.usage().cpuPercent();
        return List.of(
                Cell.of(app.application()),
                Cell.of(app.kind()),
                new Cell(life.actual(), life.actual().equals("RUNNING") ? Tone.GOOD : Tone.DIM),
                new Cell(phase(app), tone(app)),
                Cell.of(pids(life)),
                Cell.of(
                        life.uptimeMs().isPresent()
                                ? Figures.seconds(life.uptimeMs().getAsLong())
                                : Figures.NONE),
                Cell.of(cpu.isPresent() ? Figures.percent(cpu.getAsDouble()) : Figures.NONE),
                Cell.of(Figures.size(app.usage().memoryBytes())),
                Cell.of(Long.toString(life.restartsTotal())),
                lastExit(app, view),
                Cell.of(
                        app.timing().nextRunAtMs().isPresent()
                                ? Figures.moment(app.timing().nextRunAtMs().getAsLong(), view.zone())
                                : Figures.NONE),
                app.enabled() ? Cell.of("yes") : new Cell("no", Tone.WARN));
    }

    private static String phase(AppStatus app) {
        String phase = app.life().phase();
        String paused = app.paused() ? phase + " (paused)" : phase;
        return app.outdated() ? paused + " (outdated)" : paused;
    }

    private static Tone tone(AppStatus app) {
        if (app.outdated() || app.paused()) {
            return Tone.WARN;
        }
        return switch (app.life().phase()) {
            case "RUNNING" -> Tone.GOOD;
            case "FAILED" -> Tone.BAD;
            case "STOPPED" -> Tone.DIM;
            default -> Tone.WARN;
        };
    }

    // The main process, or the first one left, and how many there are beside it.
    private static String pids(AppLife life) {
        if (life.pids().isEmpty()) {
            return life.mainPid().isPresent() ? Long.toString(life.mainPid().getAsLong()) : Figures.NONE;
        }
        long first = life.mainPid().isPresent()
                ? life.mainPid().getAsLong()
                : life.pids().get(0);
        int others = life.pids().size() - 1;
        return others == 0 ? Long.toString(first) : first + " +" + others;
    }

    private static Cell lastExit(AppStatus app, View view) {
        Optional<LastExit> last = app.life().lastExit();
        if (last.isEmpty()) {
            return Cell.of(Figures.NONE);
        }
        LastExit exit = last.get();
        // How a job came to its end matters more than the signal that did it.
        Optional<String> outcome = app.kind().equals("job")
                ? app.timing().lastOutcome().filter(word -> !PLAIN_OUTCOMES.contains(word))
                : Optional.empty();
        boolean well = exit.code().isPresent() && exit.code().getAsLong() == 0 && outcome.isEmpty();
        return new Cell(
                outcome.map(word -> word + " ").orElse("") + words(exit) + " "
                        + Figures.seconds(view.nowMs() - exit.atMs()) + " ago",
                well ? Tone.PLAIN : Tone.BAD);
    }

    /** The exit code or the signal, and whether memory ran out. */
    static String words(LastExit exit) {
        String how = exit.code().isPresent()
                ? Long.toString(exit.code().getAsLong())
                : exit.signal().orElse("unknown");
        return exit.oomKilled() ? how + " (oom)" : how;
    }
}
