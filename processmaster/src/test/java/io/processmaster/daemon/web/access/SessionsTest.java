package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.web.http.Visitor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Sessions begin, are found, and end. */
final class SessionsTest {
    private static final Visitor ANN = new Visitor("ann", Role.ADMIN, "192.0.2.1");

    private long now = -5;
    private final Sessions sessions = new Sessions(new SecureRandom(), () -> now);
    private final List<String> ended = new ArrayList<>();

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void anIdIsFoundAndNothingElse() {
        String id = sessions.open(ANN);
        assertThat(id).matches("[A-Za-z0-9_-]{43}");
        assertThat(sessions.find(id)).contains(ANN);
        assertThat(sessions.find(id.substring(1) + "A")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find("x".repeat(1 << 20))).isEmpty();
    }

    @Test
    void idsDiffer() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            ids.add(sessions.open(ANN));
        }
        assertThat(ids).hasSize(500);
    }

    @Test
    void theEndRunsWhatWasRegisteredOnce() {
        String id = sessions.open(ANN);
        sessions.whenEnded(id, () -> ended.add("a"));
        Runnable withdraw = sessions.whenEnded(id, () -> ended.add("b"));
        withdraw.run();
        sessions.end(id);
        sessions.end(id);
        assertThat(ended).containsExactly("a");
        assertThat(sessions.find(id)).isEmpty();
        sessions.whenEnded(id, () -> ended.add("late"));
        assertThat(ended).containsExactly("a", "late");
    }

    @Test
    void anEndingMayWithdrawItself() {
        String id = sessions.open(ANN);
        for (String name : List.of("a", "b")) {
            AtomicReference<Runnable> withdraw = new AtomicReference<>();
            withdraw.set(sessions.whenEnded(id, () -> {
                ended.add(name);
                withdraw.get().run();
            }));
        }
        sessions.end(id);
        assertThat(ended).containsExactly("a", "b");
    }

    @Test
    void whatIsTooMuchForOneSessionEndsAtOnce() {
        String id = sessions.open(ANN);
        for (int i = 0; i < Sessions.MOST_ENDINGS; i++) {
            sessions.whenEnded(id, () -> ended.add("kept"));
        }
        sessions.whenEnded(id, () -> ended.add("refused"));
        assertThat(ended).containsExactly("refused");
    }

    @Test
    void useKeepsItAndIdlenessEndsIt() {
        String id = sessions.open(ANN);
        sessions.whenEnded(id, () -> ended.add("idle"));
        pass(Sessions.LONGEST_IDLE);
        assertThat(sessions.find(id)).contains(ANN);
        pass(Sessions.LONGEST_IDLE);
        assertThat(sessions.find(id)).contains(ANN);
        pass(Sessions.LONGEST_IDLE.plusNanos(1));
        sessions.endThoseOver();
        assertThat(ended).containsExactly("idle");
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void oneThatIsOverEndsWhenItIsAskedForAndTellsHowLongTheNextOneHas() {
        assertThat(sessions.untilNextEnd()).isEmpty();
        String first = sessions.open(ANN);
        sessions.whenEnded(first, () -> ended.add("first"));
        pass(Duration.ofHours(1));
        String second = sessions.open(ANN);
        assertThat(sessions.untilNextEnd())
                .contains(Sessions.LONGEST_IDLE.minusHours(1).plusNanos(1));
        pass(Sessions.LONGEST_IDLE.minusHours(1).plusNanos(1));
        assertThat(sessions.find(second)).as("is not over").contains(ANN);
        assertThat(ended).as("nobody asked for the other one").isEmpty();
        assertThat(sessions.find(first)).isEmpty();
        assertThat(ended).containsExactly("first");
        assertThat(sessions.untilNextEnd()).contains(Sessions.LONGEST_IDLE.plusNanos(1));
    }

    @Test
    void theOldestOfThoseThatAreUsedAllTheTimeEndsFirst() {
        String old = sessions.open(ANN);
        sessions.whenEnded(old, () -> ended.add("old"));
        String young = "";
        for (int hours = 0; hours < 7 * 24; hours += 8) {
            if (hours == 80) {
                young = sessions.open(ANN);
            } else if (hours > 80) {
                assertThat(sessions.find(young)).isPresent();
            }
            assertThat(sessions.find(old)).isPresent();
            pass(Duration.ofHours(8));
        }
        assertThat(sessions.untilNextEnd()).contains(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        sessions.endThoseOver();
        assertThat(ended).containsExactly("old");
        assertThat(sessions.find(young)).isPresent();
    }

    @Test
    void itEndsAfterAWeekHoweverMuchItIsUsed() {
        String id = sessions.open(ANN);
        for (Duration used = Duration.ZERO; used.compareTo(Sessions.LONGEST) < 0; used = used.plusHours(8)) {
            assertThat(sessions.find(id)).contains(ANN);
            pass(Duration.ofHours(8));
        }
        assertThat(sessions.find(id)).contains(ANN);
        pass(Duration.ofNanos(1));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void theLeastUsedMakesWay() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST; i++) {
            ids.add(sessions.open(ANN));
        }
        sessions.whenEnded(ids.get(1), () -> ended.add("1"));
        assertThat(sessions.find(ids.get(0))).isPresent();
        for (int i = 2; i < Sessions.MOST; i++) {
            assertThat(sessions.find(ids.get(i))).isPresent();
        }
        sessions.open(ANN);
        assertThat(ended).containsExactly("1");
        assertThat(sessions.find(ids.get(1))).isEmpty();
        assertThat(sessions.find(ids.get(0))).isPresent();
    }
}
