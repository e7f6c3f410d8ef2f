package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Problems are shown as people know them from compilers. */
final class ProblemsTest {
    @Test
    void absentLinesAndColumnsAreLeftOut() {
        assertThat(new Problem("a.yaml", 12, 5, "x").toString()).isEqualTo("a.yaml:12:5: x");
        assertThat(new Problem("a.yaml", 12, 0, "x").toString()).isEqualTo("a.yaml:12: x");
        assertThat(new Problem("a.yaml", 0, 0, "x").toString()).isEqualTo("a.yaml: x");
    }

    @Test
    void theyAreSortedByPosition() {
        Problems problems = new Problems("a.yaml");
        problems.add(new Place(10, 1, 0), "last");
        problems.add(new Place(9, 20, 0), "second");
        problems.add(new Place(9, 3, 0), "first");
        problems.add(Place.NONE, "whole");
        assertThat(problems.sorted()).extracting(Problem::message).containsExactly("whole", "first", "second", "last");
    }

    @Test
    void theirNumberIsBoundedAndTheBoundIsSaid() {
        Problems problems = new Problems("a.yaml");
        for (int i = 0; i <= Problems.MOST; i++) {
            problems.add(new Place(i + 1, 1, 0), "x");
        }
        assertThat(problems.sorted()).hasSize(Problems.MOST + 1);
        assertThat(problems.sorted().get(Problems.MOST).message()).startsWith("more than 200 problems");
    }

    @Test
    void aResultHasAValueOrProblems() {
        assertThat(Result.of("x").isGood()).isTrue();
        assertThat(Result.bad("a.yaml", "x").isGood()).isFalse();
        assertThatThrownBy(() -> new Result<>(Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shownTextIsShortAndCannotMoveTheCursor() {
        assertThat(Shown.quoted("a\u001b[2J\nb\u202Ec")).isEqualTo("\"a?[2J?b?c\"");
        assertThat(Shown.plain("x".repeat(100))).hasSize(61).endsWith("…");
    }
}
