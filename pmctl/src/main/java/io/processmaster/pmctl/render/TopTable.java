package io.processmaster.pmctl.render;

import io.processmaster.common.api.AppStatus;
import io.processmaster.pmctl.render.Table.Cell;
import io.processmaster.pmctl.render.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Apps by what they use, the busiest first. */
public final class TopTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("APPLICATION", false, 0),
            new Column("PHASE", false, 1),
            new Column("CPU", true, 0),
            new Column("MEMORY", true, 0),
            new Column("LIMIT", true, 5),
            new Column("TASKS", true, 3),
            new Column("UPTIME", true, 2),
            new Column("RESTARTS", true, 4));

    private TopTable() {}

    /** Appends a line of sums and the table; at most {@code most} apps are shown. */
    public static void append(StringBuilder out, List<AppStatus> apps, View view, int most) {
        List<AppStatus> sorted = new ArrayList<>(apps);
        sorted.sort(TopTable::busierFirst);
        sums(out, sorted, view);
        out.append('\n');
        Table table = new Table(COLUMNS);
        for (int i = 0; i < sorted.size() && i < most; i++) {
            table.row(row(sorted.get(i)));
        }
        table.append(out, view.terminal());
    }

    private static int busierFirst(AppStatus one, AppStatus other) {
        int cpu = Double.compare(
                other.usage().cpuPercent().orElse(-1), one.usage().cpuPercent().orElse(-1));
        if (cpu != 0) {
            return cpu;
        }
        int memory = Long.compare(
                other.usage().memoryBytes().orElse(-1),
                one.usage().memoryBytes().orElse(-1));
        return memory != 0 ? memory : one.application().compareTo(other.application());
    }

    private static void sums(StringBuilder out, List<AppStatus> apps, View view) {
        double cpu = 0;
        long memory = 0;
        int running = 0;
        int failed = 0;
        for (AppStatus app : apps) {
            cpu += app.usage().cpuPercent().orElse(0);
            memory += app.usage().memoryBytes().orElse(0);
            running += app.life().actual().equals("RUNNING") ? 1 : 0;
            failed += app.life().phase().equals("FAILED") ? 1 : 0;
        }
        out.append(Figures.moment(view.nowMs(), view.zone())).append("  ").append(apps.size());
        out.append(apps.size() == 1 ? " app, " : " apps, ").append(running).append(" running");
        if (failed > 0) {
            out.append(", ");
            Tone.BAD.append(out, failed + " failed", view.terminal().hasColours());
        }
        out.append("; cpu ").append(Figures.percent(cpu));
        out.append(", memory ").append(Figures.size(memory)).append('\n');
    }

    private static List<Cell> row(AppStatus app) {
        return List.of(
                Cell.of(app.application()),
                new Cell(app.life().phase(), app.life().phase().equals("FAILED") ? Tone.BAD : Tone.PLAIN),
                Cell.of(
                        app.usage().cpuPercent().isPresent()
                                ? Figures.percent(app.usage().cpuPercent().getAsDouble())
                                : Figures.NONE),
                Cell.of(Figures.size(app.usage().memoryBytes())),
                Cell.of(Figures.size(app.usage().memoryLimitBytes())),
                Cell.of(
                        app.usage().tasks().isPresent()
                                ? Long.toString(app.usage().tasks().getAsLong())
                                : Figures.NONE),
                Cell.of(
                        app.life().uptimeMs().isPresent()
                                ? Figures.seconds(app.life().uptimeMs().getAsLong())
                                : Figures.NONE),
                Cell.of(Long.toString(app.life().restartsTotal())));
    }
}
