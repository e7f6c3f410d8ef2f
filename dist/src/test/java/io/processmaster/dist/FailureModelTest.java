package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each row of the failure model names tests, and each of these exists. */
final class FailureModelTest {
    private static final int LEAST_ROWS = 50;

    @Test
    void eachFailureHasTestsThatExist() throws IOException {
        List<List<String>> rows = TestLink.rows("ARCHITECTURE.md", "Failure model");
        assertThat(rows).hasSizeGreaterThan(LEAST_ROWS);
        assertThat(rows).extracting(row -> row.get(0)).doesNotHaveDuplicates();
        for (List<String> row : rows) {
            assertThat(row).as(row.get(0)).hasSize(4).noneMatch(String::isBlank);
            List<TestLink> tests = TestLink.in(row.get(3));
            assertThat(tests).as(row.get(0)).isNotEmpty();
            for (TestLink test : tests) {
                test.assertLeadsToATest();
            }
        }
    }
}
