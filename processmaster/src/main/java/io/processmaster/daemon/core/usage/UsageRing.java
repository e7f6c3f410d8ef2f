package io.processmaster.daemon.core.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one app used in the last hour: a row for each tick of a clock that all apps share, the oldest ones overwritten.
 *
 * <p>When a tick was is kept once for all apps, and every figure in 16 bits, so that an app costs less than 6 KB.
 * Every tick must be put or cleared, in their order. Not for several threads at once.
 */
public final class UsageRing {
    /** Ticks that are remembered: an hour of one each ten seconds. */
    public static final int ROWS = 360;

    private static final int COLUMNS = Column.ALL.size();

    private final char[] cells = new char[ROWS * COLUMNS];

    /** Nothing was measured yet. */
    public UsageRing() {
        Arrays.fill(cells, ShortFloat.NONE);
    }

    /** Keeps a row, one figure for each {@link Column}; negative figures count as 0. */
    public void put(long tick, List<OptionalDouble> figures) {
        int at = place(tick);
        for (int i = 0; i < COLUMNS; i++) {
            OptionalDouble figure = figures.get(i);
            double step = Column.ALL.get(i).step();
            cells[at + i] =
                    figure.isPresent() ? ShortFloat.of(Math.round(figure.getAsDouble() / step)) : ShortFloat.NONE;
        }
    }

    /** Says that nothing was measured. */
    public void clear(long tick) {
        int at = place(tick);
        Arrays.fill(cells, at, at + COLUMNS, ShortFloat.NONE);
    }

    /** One figure for each {@link Column}, each empty when it was not measured; one of the last {@link #ROWS} ticks. */
    public List<OptionalDouble> row(long tick) {
        int at = place(tick);
        List<OptionalDouble> figures = new ArrayList<>(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            OptionalLong number = ShortFloat.number(cells[at + i]);
            double step = Column.ALL.get(i).step();
            figures.add(
                    number.isPresent()
                            ? OptionalDouble.of((double) number.getAsLong() * step)
                            : OptionalDouble.empty());
        }
        return figures;
    }

    private static int place(long tick) {
        return (int) (tick % ROWS) * COLUMNS;
    }
}
