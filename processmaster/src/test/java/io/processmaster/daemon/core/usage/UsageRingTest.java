package io.processmaster.daemon.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageRingTest {
    private static final List<OptionalDouble> NOTHING = Collections.nCopies(Column.ALL.size(), OptionalDouble.empty());

    private static List<OptionalDouble> all(double figure) {
        return Collections.nCopies(Column.ALL.size(), OptionalDouble.of(figure));
    }

    @Test
    void numbersUpTo2047AreExactAndLargerOnesNearlySo() {
        for (long number = 0; number < 2_048; number++) {
            assertThat(ShortFloat.number(ShortFloat.of(number))).hasValue(number);
        }
        for (double number = 2_048; number < 4.39e12; number *= 1.0007) {
            long whole = (long) number;
            long kept = ShortFloat.number(ShortFloat.of(whole)).orElseThrow();
            assertThat((double) kept / whole).as("%d", whole).isCloseTo(1, within(1.0 / 2_048));
        }
    }

    @Test
    void whatCannotBeKeptIsTheNearestThatCan() {
        assertThat(ShortFloat.number(ShortFloat.of(-5))).hasValue(0);
        assertThat(ShortFloat.number(ShortFloat.of(Long.MAX_VALUE)).orElseThrow())
                .isGreaterThan(1L << 41);
        assertThat(ShortFloat.number(ShortFloat.NONE)).isEmpty();
    }

    @Test
    void aFigureComesBackAsItWasOrNotAtAll() {
        UsageRing ring = new UsageRing();
        assertThat(ring.row(0)).isEqualTo(NOTHING);
        ring.put(
                0,
                List.of(
                        OptionalDouble.of(1.25),
                        OptionalDouble.of(20_971_520),
                        OptionalDouble.empty(),
                        OptionalDouble.of(7),
                        OptionalDouble.of(0.02),
                        OptionalDouble.of(100),
                        OptionalDouble.of(0),
                        OptionalDouble.of(3)));
        List<OptionalDouble> row = ring.row(0);
        assertThat(row.get(0).orElseThrow()).isCloseTo(1.25, within(1e-9));
        assertThat(row.get(1)).hasValue(20_971_520);
        assertThat(row.get(2)).isEmpty();
        assertThat(row.get(3)).hasValue(7);
        assertThat(row.get(4).orElseThrow()).isCloseTo(0.02, within(1e-9));
        assertThat(row.get(5).orElseThrow()).isCloseTo(100, within(0.05));
        assertThat(row.get(6)).hasValue(0);
        assertThat(row.get(7)).hasValue(3);
    }

    @Test
    void theOldestRowIsOverwrittenAndOneCanBeTakenAway() {
        UsageRing ring = new UsageRing();
        for (long tick = 0; tick <= UsageRing.ROWS; tick++) {
            ring.put(tick, all((double) tick));
        }
        assertThat(ring.row(1).get(7)).hasValue(1);
        assertThat(ring.row(UsageRing.ROWS).get(7)).hasValue(UsageRing.ROWS);
        ring.clear(1);
        assertThat(ring.row(1)).isEqualTo(NOTHING);
        assertThat(ring.row(2).get(7)).hasValue(2);
    }

    /** Columns that never change, change late, or come and go, over hours, with times of rest longer than the ring. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void remembersWhatWasPutHoweverSeldomItChanges(long seed) {
        Random random = new Random(seed);
        UsageRing ring = new UsageRing();
        Map<Long, List<OptionalDouble>> put = new HashMap<>();
        double[] now = new double[Column.ALL.size()];
        int left = 0;
        boolean runs = false;
        for (long tick = 0; tick < 6L * UsageRing.ROWS; tick++) {
            if (left-- == 0) {
                runs = !runs;
                left = random.nextInt(runs ? 500 : 900);
            }
            if (!runs) {
                ring.clear(tick);
                continue;
            }
            int changed = random.nextInt(40);
            if (changed < now.length / 2) {
                now[changed] = random.nextInt(3) - 1;
            }
            List<OptionalDouble> figures = Arrays.stream(now)
                    .mapToObj(figure -> figure < 0 ? OptionalDouble.empty() : OptionalDouble.of(figure * 1024))
                    .toList();
            ring.put(tick, figures);
            put.put(tick, figures);

            long asked = tick - random.nextInt((int) Math.min(tick + 1, UsageRing.ROWS));
            assertThat(ring.row(asked)).as("tick %d of %d", asked, tick).isEqualTo(put.getOrDefault(asked, NOTHING));
        }
    }
}
