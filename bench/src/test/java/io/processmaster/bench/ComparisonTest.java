package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final long MILLI = 1_000_000;

    private final Comparison comparison = new Comparison(List.of("one", "other", "third"));

    @Test
    void aLineForEachThingWithTheBestInBold() {
        for (long millis : new long[] {30, 10, 20}) {
            comparison.add("stop", Unit.MILLIS, "one", millis * MILLI);
        }
        comparison.add("stop", Unit.MILLIS, "other", 1500 * MILLI);
        comparison.add("memory", Unit.MIB, "one", 64 * 1024);
        comparison.add("memory", Unit.MIB, "other", 5 * 1024);
        comparison.miss("memory", Unit.MIB, "third", "not within 120 s");
        assertThat(comparison.markdown())
                .isEqualTo(
                        """
                        | measured | n | one                     | other       | third            |
                        |----------|---|-------------------------|-------------|------------------|
                        | stop     | 3 | **20.0 ms** (10.0–30.0) | 1,500 ms    | -                |
                        | memory   | 1 | 64 MiB                  | **5.0 MiB** | not within 120 s |
                        """);
    }

    @Test
    void ofCountsTheWorstStandsForAll() {
        comparison.add("lost", Unit.COUNT, "one", 0);
        comparison.add("lost", Unit.COUNT, "one", 25);
        comparison.add("lost", Unit.COUNT, "one", 0);
        comparison.add("lost", Unit.COUNT, "other", 0);
        comparison.add("lost", Unit.COUNT, "other", 0);
        assertThat(comparison.headlineText("lost", "one")).isEqualTo("25");
        assertThat(comparison.markdown()).contains("| 25 (0–25) |").contains("| **0** |");
    }

    @Test
    void nothingIsBestWhenAllAreAlikeOrAlone() {
        comparison.add("lost", Unit.COUNT, "one", 0);
        comparison.add("lost", Unit.COUNT, "other", 0);
        comparison.add("idle", Unit.PERCENT, "one", 310_000);
        assertThat(comparison.markdown()).doesNotContain("**").contains("| 0.031 % |");
    }

    @Test
    void oneThatIsAbsentSaysSoInEachLine() {
        comparison.absent("third", "not installed");
        comparison.add("stop", Unit.MILLIS, "one", MILLI);
        comparison.miss("memory", Unit.MIB, "one", "-");
        assertThat(comparison.markdown().lines().skip(2)).allMatch(line -> line.endsWith("| not installed |"));
    }

    @Test
    void whatWentWrongIsSaidOnceBelow() {
        comparison.add("stop", Unit.MILLIS, "one", MILLI);
        comparison.note("other did not finish: 1,000 apps did not run within 120 s");
        comparison.note("other did not finish: 1,000 apps did not run within 120 s");
        assertThat(comparison.markdown())
                .containsOnlyOnce("did not finish")
                .endsWith("\nother did not finish: 1,000 apps did not run within 120 s\n");
    }

    @Test
    void detailsHaveAllThatIsKnown() {
        for (long millis = 1; millis <= 20; millis++) {
            comparison.add("stop", Unit.MILLIS, "other", millis * MILLI);
        }
        assertThat(comparison.details())
                .isEqualTo(
                        """
                        | measured | of    | n  | median  | min    | p95     | max     |
                        |----------|-------|----|---------|--------|---------|---------|
                        | stop     | other | 20 | 10.0 ms | 1.0 ms | 19.0 ms | 20.0 ms |
                        """);
    }
}
