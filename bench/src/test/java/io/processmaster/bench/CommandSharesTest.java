package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandSharesTest {
    private static final long MILLI = 1_000_000;

    private final Comparison comparison = new Comparison(List.of("one", "other", "third"));

    @Test
    void aLineForEachCommandThatBothHave() {
        String start = CommandShares.row("start of 1 app");
        for (long millis : new long[] {9, 10, 50}) {
            comparison.add(start, Unit.MILLIS, "one", millis * MILLI);
        }
        comparison.add(start, Unit.MILLIS, "other", 100 * MILLI);
        comparison.add(start, Unit.MILLIS, "third", MILLI);
        String stop = CommandShares.row("stop of an app", "until nothing of it is left");
        comparison.add(stop, Unit.MILLIS, "one", 30 * MILLI);
        comparison.add(stop, Unit.MILLIS, "other", 120 * MILLI);
        comparison.add("memory", Unit.MIB, "one", 64 * 1024);
        comparison.add("memory", Unit.MIB, "other", 5 * 1024);
        comparison.add(CommandShares.row("events of 100 apps"), Unit.MILLIS, "one", MILLI);
        assertThat(CommandShares.markdown(comparison, "one", "other"))
                .isEqualTo(
                        """
                        The commands of one beside those of other:

                        | median                                                 | one     | other  | share  | a tenth at most |
                        |--------------------------------------------------------|---------|--------|--------|-----------------|
                        | start of 1 app by command                              | 10.0 ms | 100 ms | 10.0 % | yes             |
                        | stop of an app by command, until nothing of it is left | 30.0 ms | 120 ms | 25.0 % | no              |
                        """);
    }

    @Test
    void nothingIsSaidWhenThereIsNothingToCompare() {
        comparison.add(CommandShares.row("start of 1 app"), Unit.MILLIS, "one", MILLI);
        comparison.absent("other", "not installed");
        assertThat(CommandShares.markdown(comparison, "one", "other")).isEmpty();
    }
}
