package io.processmaster.daemon.core.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one app used in the last hour: a row for each tick of a clock that all apps share, the oldest ones overwritten.
 *
 * <p>When a tick was is kept once for all apps, and every figure in 16 bits. A column whose figure has never changed, as most
 * of them for most apps, is one figure: so an app costs less than 1 KB where little happens, and never more than 7.
 * Every tick must be put or cleared, in their order. Not for several threads at once.
 */
public final class UsageRing {
    /** Ticks that are remembered: an hour of one each ten seconds. */
    public static final int ROWS = 360;

    private static final int COLUMNS = Column.ALL.size();
    private static final char[] NEVER_CHANGED = {};

    private final BitSet measured = new BitSet(ROWS);
    private final char[] first = new char[COLUMNS];
    private final char[][] cells = new char[COLUMNS][];

    /** Nothing was measured yet. */
    public UsageRing() {
        Arrays.fill(cells, NEVER_CHANGED);
    }

    /** Keeps a row, one figure for each {@link Column}; negative figures count as 0. */
    public void put(long tick, List<OptionalDouble> figures) {
        int at = place(tick);
        boolean nothingYet = measured.isEmpty();
        measured.set(at);
        for (int i = 0; i < COLUMNS; i++) {
            char figure = packed(figures.get(i), Column.ALL.get(i).step());
            if (nothingYet) {
                first[i] = figure;
            }
            if (cells[i].length == 0 && figure != first[i]) {
                cells[i] = new char[ROWS];
                Arrays.fill(cells[i], first[i]);
            }
            if (cells[i].length > 0) {
                cells[i][at] = figure;
            }
        }
    }

    private static char packed(OptionalDouble figure, double step) {
        return figure.isPresent() ? ShortFloat.of(Math.round(figure.getAsDouble() / step)) : ShortFloat.NONE;
    }

    /** Says that nothing was measured. */
    public void clear(long tick) {
        measured.clear(place(tick));
    }

    /** One figure for each {@link Column}, each empty when it was not measured; one of the last {@link #ROWS} ticks. */
    public List<OptionalDouble> row(long tick) {
        int at = place(tick);
        List<OptionalDouble> figures = new ArrayList<>(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            char figure = cells[i].length == 0 ? first[i] : cells[i][at];
            OptionalLong number = measured.get(at) ? ShortFloat.number(figure) : OptionalLong.empty();
            double step = Column.ALL.get(i).step();
            figures.add(
                    number.isPresent()
                            ? OptionalDouble.of((double) number.getAsLong() * step)
                            : OptionalDouble.empty());
        }
        return figures;
    }

    private static int place(long tick) {
        return (int) (tick % ROWS);
    }
}
