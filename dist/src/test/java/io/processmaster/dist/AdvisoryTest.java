package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdvisoryTest {
    private static final Advisory SINCE = Advisory.of("maven/a.b/c 2.15.0  2.22.1.Final   CVE-1");

    @ParameterizedTest
    @CsvSource({
        "2.14.9, false",
        "2.15.0, true",
        "2.15, true",
        "2.9.99, false",
        "2.22.0.Final, true",
        "2.22.1.Final, false",
        "2.22.1, false",
        "2.22.10, false",
        "3, false"
    })
    void aVersionIsAffectedFromTheFirstOnAndBeforeTheFixedOne(String version, boolean affected) {
        assertThat(SINCE.affects(version)).isEqualTo(affected);
    }

    @Test
    void itConcernsThePartOfThatNameOnly() {
        assertThat(SINCE.concerns(part("maven", "a.b/c"))).isTrue();
        assertThat(SINCE.concerns(part("npm", "a.b/c"))).isFalse();
        assertThat(SINCE.concerns(part("maven", "a.b/cd"))).isFalse();
    }

    private static Part part(String kind, String name) {
        return new Part(kind, name, "1", Optional.empty(), List.of(), Optional.empty());
    }

    @Test
    void aLineThatIsNoneIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Advisory.of("maven/a/b 1 2"))
                .withMessageContaining("maven/a/b 1 2");
    }

    @Test
    void eachLineOfTheListHasAnEndBehindItsBeginning() throws IOException {
        assertThat(Advisory.all()).isNotEmpty().allSatisfy(advisory -> {
            assertThat(Advisory.compare(advisory.from(), advisory.fixed())).isNegative();
            assertThat(advisory.part()).matches("maven/[a-z0-9.-]+/[a-z0-9-]+|npm/[a-z0-9_-]+");
            assertThat(advisory.id()).matches("CVE-[0-9]{4}-[0-9]{4,}|GHSA(-[0-9a-z]{4}){3}");
        });
        assertThat(Advisory.all()).doesNotHaveDuplicates();
    }
}
