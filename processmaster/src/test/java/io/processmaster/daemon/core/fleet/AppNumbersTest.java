package io.processmaster.daemon.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.names.AppName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppNumbersTest {
    private static AppName app(int i) {
        return new AppName("app" + i);
    }

    private static List<AppName> apps(int from, int to) {
        return IntStream.range(from, to).mapToObj(AppNumbersTest::app).toList();
    }

    @Test
    void newOnesAreNumberedInTheOrderOfTheirNames() {
        AppNumbers numbers = AppNumbers.NONE.with(List.of(new AppName("web"), new AppName("api")));
        assertThat(numbers.of(new AppName("api"))).contains(0);
        assertThat(numbers.of(new AppName("web"))).contains(1);
        assertThat(numbers.with(List.of(new AppName("aaa"))).of(new AppName("aaa")))
                .contains(2);
        assertThat(numbers.named(1)).contains(new AppName("web"));
        assertThat(numbers.named(2)).isEmpty();
    }

    @Test
    void nothingNewChangesNothing() {
        AppNumbers numbers = AppNumbers.NONE.with(apps(0, 3));
        assertThat(numbers.with(apps(1, 2))).isSameAs(numbers);
    }

    @Test
    void numbersAreKeptAndNeverSharedWhateverComesAndGoes() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            AppNumbers numbers = AppNumbers.NONE;
            Map<AppName, Integer> given = new HashMap<>();
            Collection<AppName> living = new TreeSet<>();
            for (int step = 0; step < 300; step++) {
                AppName app = app(random.nextInt(40));
                if (!living.remove(app)) {
                    living.add(app);
                }
                if (random.nextInt(4) == 0) {
                    // A restart of the daemon: what was saved is all that there is.
                    numbers = new AppNumbers(numbers.next(), new TreeMap<>(numbers.byName()));
                }
                numbers = numbers.with(living);
                for (AppName each : living) {
                    int number = numbers.of(each).orElseThrow();
                    assertThat(given.merge(each, number, (first, later) -> first))
                            .isEqualTo(number);
                    assertThat(numbers.named(number)).contains(each);
                }
            }
            assertThat(new TreeSet<>(given.values())).hasSameSizeAs(given.keySet());
        }
    }

    @Test
    void theOldestOfThoseThatAreGoneAreForgottenForWantOfRoom() {
        AppNumbers full = AppNumbers.NONE.with(apps(0, AppNumbers.MOST_KEPT));
        List<AppName> living = apps(5, 10);
        AppNumbers numbers = full.with(IntStream.range(0, 7)
                .mapToObj(i -> i < 5 ? living.get(i) : new AppName("new" + i))
                .toList());
        assertThat(numbers.byName()).hasSize(AppNumbers.MOST_KEPT);
        assertThat(numbers.byName().values()).doesNotContain(0, 1).contains(2, 5, 9);
        assertThat(numbers.of(new AppName("new6"))).contains(AppNumbers.MOST_KEPT + 1);
        assertThat(living).allMatch(app -> numbers.of(app).equals(full.of(app)));
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        for (Map<AppName, Integer> wrong :
                List.of(Map.of(app(0), -1), Map.of(app(0), 2), Map.of(app(0), 1, app(1), 1))) {
            assertThatThrownBy(() -> new AppNumbers(2, new TreeMap<>(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
