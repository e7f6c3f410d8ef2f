package io.processmaster.daemon.adapter.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedSearchTest {
    @Test
    void findsAnywhereInTheLine() throws Exception {
        BoundedSearch search = new BoundedSearch("err(or)?", () -> 0);
        assertThat(search.finds("an error")).isTrue();
        assertThat(search.finds("fine")).isFalse();
    }

    @Test
    void aRunawayPatternIsGivenUp() {
        AtomicLong clock = new AtomicLong();
        BoundedSearch search = new BoundedSearch("(a+)+\\1b", () -> clock.addAndGet(10_000_000));
        assertThatThrownBy(() -> search.finds("a".repeat(60) + "c"))
                .isInstanceOf(BoundedSearch.GivenUp.class)
                .hasMessageContaining("longer than 2 s");
    }

    @Test
    void aPatternThatNeedsTooMuchStackIsGivenUp() {
        BoundedSearch search = new BoundedSearch("(a|b|ab)*c", () -> 0);
        assertThatThrownBy(() -> search.finds("ab".repeat(30_000))).isInstanceOf(BoundedSearch.GivenUp.class);
    }

    @Test
    void whatIsNoPatternIsToldWithItsPlace() {
        assertThatThrownBy(() -> new BoundedSearch("a[", () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grep: Unclosed character class at character 2");
        assertThatThrownBy(() -> new BoundedSearch("a".repeat(1025), () -> 0)).hasMessageContaining("longer than 1024");
    }
}
