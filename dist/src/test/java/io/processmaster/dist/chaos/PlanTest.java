package io.processmaster.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void theSameSeedGivesTheSamePlanAndAnotherOneAnother() {
        assertThat(new Plan(7, 30).round(3)).isEqualTo(new Plan(7, 30).round(3));
        assertThat(new Plan(7, 30).round(3)).isNotEqualTo(new Plan(8, 30).round(3));
        assertThat(new Plan(7, 30).round(3)).isNotEqualTo(new Plan(7, 30).round(4));
    }

    @Test
    void aRoundDoesNotDependOnHowManyThereAre() {
        assertThat(new Plan(7, 4).round(0)).isEqualTo(new Plan(7, 400).round(0));
    }

    @Test
    void aLongRunDoesEverything() {
        Plan plan = new Plan(1, 30);
        Set<Deed> done = IntStream.range(0, 30)
                .mapToObj(plan::round)
                .flatMap(List::stream)
                .map(Step::deed)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Deed.class)));
        assertThat(done).isEqualTo(EnumSet.allOf(Deed.class));
    }

    @Test
    void theDaemonLivesThroughTheLastRounds() {
        Plan plan = new Plan(1, 30);
        assertThat(plan.isCalm(17)).isFalse();
        assertThat(plan.isCalm(18)).isTrue();
        assertThat(plan.round(18)).extracting(Step::who).doesNotContain("fate").contains("client-0", "client-7");
        assertThat(plan.round(17)).extracting(Step::who).contains("fate");
    }
}
