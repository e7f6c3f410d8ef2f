package io.processmaster.pmctl.render;

import io.processmaster.common.api.RunRecord;
import io.processmaster.pmctl.render.Table.Cell;
import io.processmaster.pmctl.render.Table.Column;
import java.util.List;

/** Runs of an app, one line each. */
public final class HistoryTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("RUN", true, 0),
            new Column("STARTED", false, 0),
            new Column("ENDED", false, 4),
            new Column("DURATION", true, 1),
            new Column("EXIT", false, 0),
            new Column("OUTCOME", false, 2),
            new Column("TRIGGER", false, 3),
            new Column("REASON", false, 5));

    private HistoryTable() {}

    /** Appends the table, or a word when there is nothing to show. */
    public static void append(StringBuilder out, List<RunRecord> runs, View view) {
        if (runs.isEmpty()) {
            out.append("(no runs)\n");
            return;
        }
        Table table = new Table(COLUMNS);
        for (RunRecord run : runs) {
            table.row(row(run, view));
        }
        table.append(out, view.terminal());
    }

    private static List<Cell> row(RunRecord run, View view) {
        boolean ended = run.endedAtMs().isPresent();
        long end = ended ? run.endedAtMs().getAsLong() : view.nowMs();
        return List.of(
                Cell.of(Long.toString(run.run())),
                Cell.of(Figures.moment(run.startedAtMs(), view.zone())),
                Cell.of(ended ? Figures.moment(end, view.zone()) : Figures.NONE),
                Cell.of(Figures.span(end - run.startedAtMs())),
                exit(run, ended),
                Cell.of(run.outcome().orElse(ended ? Figures.NONE : "running")),
                Cell.of(run.trigger()),
                Cell.of(run.reason().orElse(Figures.NONE)));
    }

    private static Cell exit(RunRecord run, boolean ended) {
        if (!ended) {
            return Cell.of(Figures.NONE);
        }
        String how = run.exitCode().isPresent()
                ? Long.toString(run.exitCode().getAsLong())
                : run.signal().orElse("unknown");
        boolean well = how.equals("0") && !run.oomKilled();
        return new Cell(run.oomKilled() ? how + " (oom)" : how, well ? Tone.PLAIN : Tone.BAD);
    }
}
