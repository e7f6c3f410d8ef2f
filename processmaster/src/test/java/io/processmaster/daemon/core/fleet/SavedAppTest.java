package io.processmaster.daemon.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.core.schedule.Handled;
import io.processmaster.daemon.core.schedule.Timetable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared by hand is different as soon as any part of it is: nothing that changed may stay unsaved. */
final class SavedAppTest {
    static Stream<List<Record>> pairs() {
        return Stream.of(
                List.of(
                        new SavedRun(1, false, 2, 3, 4, 5, "start", "why", 6, 7),
                        new SavedRun(11, true, 12, 13, 14, 15, "restart", "because", 16, 17)),
                List.of(
                        new SavedExit(ExitStatus.exited(0), false, 1, OptionalLong.empty(), Optional.empty()),
                        new SavedExit(ExitStatus.exited(1), true, 2, OptionalLong.of(1), Optional.of("failed"))),
                List.of(
                        new ExitStatus(ExitStatus.Kind.EXITED, 0, false),
                        new ExitStatus(ExitStatus.Kind.SIGNALLED, 9, true)),
                List.of(new RunId(new AppName("web"), 1), new RunId(new AppName("db"), 2)),
                List.of(new AppName("web"), new AppName("db")),
                List.of(new Rlimit(1, 2), new Rlimit(3, 4)),
                List.of(
                        new SavedApp(
                                new AppName("web"),
                                false,
                                false,
                                false,
                                0,
                                Optional.empty(),
                                List.of(),
                                0,
                                0,
                                false,
                                false,
                                "",
                                Optional.empty(),
                                Optional.empty()),
                        new SavedApp(
                                new AppName("db"),
                                true,
                                true,
                                true,
                                1,
                                Optional.of(new SavedRun(1, false, 2, 3, 4, 5, "start", "why", 6, 7)),
                                List.of(1L),
                                1,
                                1,
                                true,
                                true,
                                "why",
                                Optional.of(new SavedExit(
                                        ExitStatus.exited(0), false, 1, OptionalLong.empty(), Optional.empty())),
                                Optional.of(new Timetable("rule", Instant.EPOCH, new Handled(List.of()))))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachPartCounts(List<Record> pair) throws ReflectiveOperationException {
        Record one = pair.get(0);
        Record same = with(one, one, -1);
        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one).isNotEqualTo("another thing");
        for (int i = 0; i < one.getClass().getRecordComponents().length; i++) {
            String part = one.getClass().getRecordComponents()[i].getName();
            assertThat(with(one, pair.get(1), i)).as(part).isNotEqualTo(one);
            assertThat(one).as(part).isNotEqualTo(with(one, pair.get(1), i));
        }
    }

    /** {@code one}, but for one part of {@code other}. */
    private static Record with(Record one, Record other, int changed) throws ReflectiveOperationException {
        RecordComponent[] parts = one.getClass().getRecordComponents();
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].getAccessor().invoke(i == changed ? other : one);
        }
        Constructor<?> constructor = one.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return (Record) constructor.newInstance(values);
    }
}
