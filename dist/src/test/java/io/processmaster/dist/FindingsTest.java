package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each finding of the audit has a test that carries its number, and the page tells of exactly these. */
final class FindingsTest {
    private static final String PAGE = "security-findings.md";
    private static final int FINDINGS = 44;
    private static final String HERE = "../dist/src/test/java/io/processmaster/dist/";

    @Test
    void thePageHasEachFindingOnceWithATitleOfItsOwn() throws IOException {
        List<List<String>> rows = TestLink.rows(PAGE, "Security findings");
        assertThat(rows)
                .extracting(row -> Integer.valueOf(row.get(0)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FINDINGS).boxed().toList());
        assertThat(rows).extracting(row -> row.get(1)).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(rows).extracting(row -> row.get(2)).noneMatch(String::isBlank);
    }

    @Test
    void thePageNamesTheTestsThatCarryTheNumber() throws IOException {
        Map<Integer, Set<String>> told = new TreeMap<>();
        for (List<String> row : TestLink.rows(PAGE, "Security findings")) {
            Set<String> tests = told.computeIfAbsent(Integer.valueOf(row.get(0)), any -> new TreeSet<>());
            for (TestLink link : TestLink.in(row.get(3))) {
                link.assertLeadsToATest();
                if (link.target().startsWith(HERE)) {
                    tests.add(link.type() + "#" + link.method());
                }
            }
        }
        assertThat(told).isEqualTo(carried());
        assertThat(told.values()).noneMatch(Set::isEmpty);
    }

    private static Map<Integer, Set<String>> carried() throws IOException {
        Map<Integer, Set<String>> carried = new TreeMap<>();
        for (Method test : TestMethods.with(Finding.class)) {
            for (int number : test.getAnnotation(Finding.class).value()) {
                carried.computeIfAbsent(number, any -> new TreeSet<>())
                        .add(test.getDeclaringClass().getSimpleName() + "#" + test.getName());
            }
        }
        return carried;
    }
}
