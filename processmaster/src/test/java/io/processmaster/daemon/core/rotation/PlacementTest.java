package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 20, 12, 0, 0, 7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|2||a.1",
                "a.1|2|a.1>a.2|a.1",
                "a.1.gz|2|a.1.gz>a.2.gz|a.1",
                "a.1 a.1.gz|2|a.1>a.2 a.1.gz>a.2.gz|a.1",
                "a.1 a.2.gz|2|-a.2.gz a.1>a.2|a.1",
                "a.1 a.3|3|a.1>a.2|a.1",
                "a.2 a.3|3||a.1",
                "a.1 a.2 a.9 a.4.gz|2|-a.9 -a.4.gz -a.2 a.1>a.2|a.1",
                "a.1 a.2|0|-a.2 -a.1|",
                "a.2026-11-20_12-00-00 a.1|1|-a.1|a.1"
            })
    void bySizeTheOthersMoveUp(String present, int backups, String steps, String name) {
        Placement placement = Placement.bySize("a", names(present), Set.of(), backups);
        assertThat(told(placement)).isEqualTo(Optional.ofNullable(steps).orElse(""));
        assertThat(placement.name().map(RotatedName::text)).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void aDirectoryInTheWayIsSteppedOver() {
        Placement placement = Placement.bySize("a", names("a.2 a.4"), Set.of("a.1", "a.3.gz"), 4);
        assertThat(told(placement)).isEqualTo("-a.4 a.2>a.4");
        assertThat(placement.name().map(RotatedName::text)).contains("a.2");
        assertThat(Placement.bySize("a", List.of(), Set.of("a.1"), 1).name()).isEmpty();
    }

    @Test
    void byTimeATakenNameGetsANumber() {
        assertThat(byTime("", Set.of())).contains("a.2026-11-20_12-00-00");
        assertThat(byTime("a.2026-11-20_12-00-00.gz", Set.of())).contains("a.2026-11-20_12-00-00-2");
        assertThat(byTime("a.2026-11-20_12-00-00 a.2026-11-20_12-00-00-2", Set.of("a.2026-11-20_12-00-00-3")))
                .contains("a.2026-11-20_12-00-00-4");
    }

    private static Optional<String> byTime(String present, Set<String> blocked) {
        return Placement.byTime("a", names(present), blocked, NOON).name().map(RotatedName::text);
    }

    /** A directory in memory, and a daemon that dies after any number of steps and plans anew. */
    @Test
    void whereverItIsCutShortNothingIsLostButTheOldest() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            int backups = 1 + random.nextInt(5);
            Map<String, Integer> directory = new TreeMap<>();
            int next = 0;
            List<Integer> published = new ArrayList<>();
            for (int rotation = 0; rotation < 12; rotation++) {
                while (!placed(directory, backups, next, random)) {
                    // the next daemon tries again
                }
                published.add(next++);
            }
            List<Integer> kept = new ArrayList<>();
            for (int number = 1; number <= backups; number++) {
                Optional.ofNullable(directory.get("a." + number)).ifPresent(kept::add);
            }
            List<Integer> newest = published.subList(published.size() - kept.size(), published.size());
            assertThat(kept).isEqualTo(reversed(newest)).hasSize(backups);
            assertThat(directory).hasSize(backups);
        }
    }

    private static boolean placed(Map<String, Integer> directory, int backups, int content, Random random) {
        Placement placement = Placement.bySize("a", names(String.join(" ", directory.keySet())), Set.of(), backups);
        for (Placement.Step step : placement.steps()) {
            if (random.nextInt(4) == 0) {
                return false;
            }
            if (step instanceof Placement.Step.Delete delete) {
                assertThat(directory.remove(delete.name())).isNotNull();
            } else if (step instanceof Placement.Step.Rename rename) {
                assertThat(directory).doesNotContainKey(rename.to());
                directory.put(rename.to(), directory.remove(rename.from()));
            }
        }
        String name = placement.name().orElseThrow().text();
        assertThat(directory).doesNotContainKey(name);
        directory.put(name, content);
        return true;
    }

    private static List<Integer> reversed(List<Integer> list) {
        List<Integer> copy = new ArrayList<>(list);
        java.util.Collections.reverse(copy);
        return copy;
    }

    private static String told(Placement placement) {
        return placement.steps().stream()
                .map(step -> step instanceof Placement.Step.Rename r
                        ? r.from() + ">" + r.to()
                        : "-" + ((Placement.Step.Delete) step).name())
                .collect(Collectors.joining(" "));
    }

    private static List<RotatedName> names(String text) {
        return Arrays.stream(Optional.ofNullable(text).orElse("").split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> RotatedName.parse("a", name).orElseThrow())
                .toList();
    }
}
