package io.processmaster.daemon.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.core.usage.Rates.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final Moment RUN = new Moment(Instant.EPOCH, 0);

    private static Look look(long atMs, long counted) {
        OptionalLong n = OptionalLong.of(counted);
        Counters.Lost lost = new Counters.Lost(n, n);
        return new Look(
                RUN,
                RUN.plus(Duration.ofMillis(atMs)),
                new Counters(
                        new Counters.Cpu(n, OptionalLong.empty()),
                        new Counters.Memory(n, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                        new Counters.Io(n, n, n, n),
                        new Counters.Pressure(lost, lost, lost),
                        n));
    }

    private static List<OptionalDouble> row(double cpu, double memory, double io, double pressure, double tasks) {
        return List.of(
                OptionalDouble.of(cpu),
                OptionalDouble.of(memory),
                OptionalDouble.of(io),
                OptionalDouble.of(io),
                OptionalDouble.of(pressure),
                OptionalDouble.of(pressure),
                OptionalDouble.of(pressure),
                OptionalDouble.of(tasks));
    }

    @Test
    void aFigureIsWhatWasAddedSinceTheLookBefore() {
        assertThat(Rates.between(look(10_000, 1_000_000), look(20_000, 6_000_000)))
                .isEqualTo(row(50, 6_000_000, 500_000, 50, 6_000_000));
    }

    @Test
    void aNewRunCountsFromItsStart() {
        assertThat(Rates.between(Look.atStart(RUN), look(2_000, 1_000_000)))
                .isEqualTo(row(50, 1_000_000, 500_000, 50, 1_000_000));
    }

    @Test
    void anOldRunThatIsSeenForTheFirstTimeHasNoFiguresOverTime() {
        List<OptionalDouble> first = Rates.first(look(50_000, 7));
        assertThat(first.get(Column.ALL.indexOf(Column.CPU))).isEmpty();
        assertThat(first.get(Column.ALL.indexOf(Column.IO_READ))).isEmpty();
        assertThat(first.get(Column.ALL.indexOf(Column.MEMORY))).hasValue(7);
        assertThat(first.get(Column.ALL.indexOf(Column.TASKS))).hasValue(7);
    }

    @Test
    void whatShrinksIsNothingAndPressureEndsAtAHundred() {
        assertThat(Rates.between(look(10_000, 9_000), look(20_000, 1_000)).get(Column.ALL.indexOf(Column.CPU)))
                .hasValue(0);
        assertThat(Rates.between(look(10_000, 0), look(11_000, 5_000_000)).get(Column.ALL.indexOf(Column.IO_PRESSURE)))
                .hasValue(100);
    }

    @Test
    void whatTheKernelDoesNotCountIsNotGuessed() {
        Look now = new Look(RUN, RUN.plus(Duration.ofSeconds(1)), Counters.NONE);
        assertThat(Rates.between(Look.atStart(RUN), now)).allMatch(OptionalDouble::isEmpty);
        Look before = new Look(RUN, RUN.plus(Duration.ofSeconds(1)), Counters.NONE);
        assertThat(Rates.between(before, look(2_000, 5)).get(Column.ALL.indexOf(Column.CPU)))
                .as("it began to count in between")
                .isEmpty();
    }

    @Test
    void twoLooksAtOnceSayNothingOverTime() {
        assertThat(Rates.between(look(10_000, 1), look(10_100, 2)).get(Column.ALL.indexOf(Column.CPU)))
                .isEmpty();
    }
}
