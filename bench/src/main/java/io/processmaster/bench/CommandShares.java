package io.processmaster.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the commands of one supervisor take of the time that those of another take, in the same run. */
final class CommandShares {
    private static final String MARK = " by command";
    private static final double TARGET = 0.1;

    private CommandShares() {}

    /** The row of something that a person does with a command: {@code start of 1 app by command}. */
    static String row(String what) {
        return what + MARK;
    }

    /** The same, with what is measured: {@code restart of an app by command, to its first instruction}. */
    static String row(String what, String measured) {
        return row(what) + ", " + measured;
    }

    /** A line for each such row that both have values in, with a heading; nothing when there is no such row. */
    static String markdown(Comparison comparison, String ours, String theirs) {
        Table table = new Table(List.of("median", ours, theirs, "share", "a tenth at most"));
        boolean any = false;
        for (String row : comparison.rows()) {
            OptionalLong mine = comparison.headline(row, ours);
            OptionalLong other = comparison.headline(row, theirs);
            if (row.contains(MARK) && mine.isPresent() && other.isPresent()) {
                double share = (double) mine.getAsLong() / other.getAsLong();
                table.add(List.of(
                        row,
                        comparison.headlineText(row, ours),
                        comparison.headlineText(row, theirs),
                        String.format(Locale.ROOT, "%.1f %%", 100 * share),
                        share <= TARGET ? "yes" : "no"));
                any = true;
            }
        }
        return any ? "The commands of " + ours + " beside those of " + theirs + ":\n\n" + table.markdown() : "";
    }
}
