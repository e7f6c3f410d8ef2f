package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.units.DataSize;
import io.processmaster.daemon.RecordedEvents;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When logs are looked at, on a clock that only the test moves. */
class RotationsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final AppSpec APP = SampleApps.app("web");
    private static final AppName WEB = APP.name();

    private static final long PATIENCE_NANOS = 1_000_000;

    private final Clock clock = new Clock();
    private final FakeRotation disk = new FakeRotation();
    private final RecordedEvents events = new RecordedEvents();
    private final Lanes lanes = new Lanes(2);
    private final Rotations rotations = new Rotations(ports(), BERLIN, lanes::submit);

    private static final class Clock implements TimeSource {
        private volatile Moment now = new Moment(Instant.parse("2026-11-20T12:00:30Z"), 0);

        @Override
        public Moment now() {
            return now;
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }

    @AfterEach
    void close() {
        rotations.close();
        lanes.close();
    }

    @Test
    void aLogThatNobodyWritesIsWatchedAndCostsNothing() throws InterruptedException {
        disk.write(WEB, 50, clock.now().wall());
        rotations.define(bySize(100));
        pass(Duration.ZERO);
        pass(Rotations.CHECK);
        assertThat(disk.isWatched(WEB)).isTrue();
        int looks = disk.looks.get();
        pass(Duration.ofHours(5));
        assertThat(disk.looks.get()).isEqualTo(looks);
    }

    @Test
    void aLogThatGrowsBeyondItsSizeIsRotatedAtTheNextLookInTheLaneOfItsApp() throws InterruptedException {
        aLogThatNobodyWritesIsWatchedAndCostsNothing();
        disk.write(WEB, 101, clock.now().wall());
        turn();
        pass(Rotations.CHECK);
        assertThat(disk.done).containsExactly("web 2026-11-20T18:00:40 [prepare, cut pm-effect-n, publish]");
        assertThat(disk.size(WEB)).isZero();
        assertThat(events.await(WEB, "log_rotated").data())
                .containsEntry("bytes", "101")
                .containsEntry("pause_us", "1200")
                .containsEntry("rotated", "log.1");
    }

    @Test
    void anAppThatWouldNotStandStillIsToldOf() throws InterruptedException {
        disk.unfrozen = true;
        disk.write(WEB, 101, clock.now().wall());
        rotations.define(bySize(100));
        pass(Duration.ZERO);
        assertThat(events.await(WEB, "rotation_unfrozen").message()).contains("did not stand still");
    }

    @Test
    void aFailureIsToldOnceAndTriedAgainLessAndLessOften() throws InterruptedException {
        disk.full = true;
        disk.write(WEB, 101, clock.now().wall());
        rotations.define(bySize(100));
        pass(Duration.ZERO);
        int looks = disk.looks.get();
        for (int i = 0; i < 11; i++) {
            pass(Rotations.CHECK);
        }
        assertThat(disk.looks.get()).isEqualTo(looks);
        pass(Rotations.CHECK);
        assertThat(disk.looks.get()).isEqualTo(looks + 1);
        disk.full = false;
        pass(Duration.ofMinutes(1));
        assertThat(disk.done).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(disk.done).hasSize(1);
        events.await(WEB, "rotation_recovered");
        assertThat(events.tail(java.util.Optional.of(WEB), 100).stream()
                        .filter(event -> event.event().equals("rotation_failed")))
                .hasSize(1);
    }

    @Test
    void byTimeABoundaryRotatesWhatHasSomethingInIt() throws InterruptedException {
        disk.write(WEB, 1, clock.now().wall());
        rotations.define(byTime(RotationSpec.Frequency.MINUTELY));
        pass(Duration.ZERO);
        pass(Duration.ofSeconds(29));
        assertThat(disk.done).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(disk.done).containsExactly("web 2026-11-20T13:01 [prepare, cut pm-effect-n, publish]");
        pass(Duration.ofMinutes(1));
        assertThat(disk.done).as("an empty log is left alone").hasSize(1);
    }

    @Test
    void aBoundaryThatFailedIsMadeUpForAlthoughTheLogIsWrittenOn() throws InterruptedException {
        disk.write(WEB, 1, clock.now().wall());
        rotations.define(byTime(RotationSpec.Frequency.HOURLY));
        pass(Duration.ZERO);
        disk.full = true;
        pass(Duration.ofMinutes(60));
        disk.full = false;
        disk.write(WEB, 1, clock.now().wall());
        for (int i = 0; i < 30; i++) {
            pass(Rotations.CHECK);
        }
        assertThat(disk.done).hasSize(1);
        events.await(WEB, "rotation_recovered");
    }

    @Test
    void aClockThatIsSetMovesTheBoundaries() throws InterruptedException {
        disk.write(WEB, 1, Instant.parse("2026-11-20T12:00:00Z"));
        rotations.define(byTime(RotationSpec.Frequency.DAILY));
        pass(Duration.ZERO);
        clock.now = new Moment(Instant.parse("2027-11-21T12:00:00Z"), clock.now.nanos());
        rotations.clockWasSet();
        turn();
        assertThat(disk.done).as("forwards").hasSize(1);
        disk.write(WEB, 1, clock.now().wall());
        clock.now = new Moment(Instant.parse("2026-11-20T22:59:00Z"), clock.now.nanos());
        rotations.clockWasSet();
        turn();
        assertThat(disk.done).as("backwards").hasSize(1);
        pass(Duration.ofMinutes(1));
        assertThat(disk.done).as("the midnight after").hasSize(2);
    }

    @Test
    void aNewRuleAppliesAtOnceAndARemovedAppIsForgotten() throws InterruptedException {
        disk.write(WEB, 101, clock.now().wall());
        rotations.define(bySize(1000));
        pass(Duration.ZERO);
        assertThat(disk.done).isEmpty();
        rotations.define(bySize(100));
        pass(Duration.ZERO);
        assertThat(disk.done).hasSize(1);
        rotations.remove(WEB);
        pass(Duration.ZERO);
        disk.write(WEB, 101, clock.now().wall());
        pass(Rotations.CHECK);
        pass(Rotations.CHECK);
        assertThat(disk.done).hasSize(1);
    }

    @Test
    void aStateThatChangesHasItsLogsLookedAtBeforeLongButNotAtOnce() throws InterruptedException {
        aLogThatNobodyWritesIsWatchedAndCostsNothing();
        int looks = disk.looks.get();
        disk.replace(WEB, 101, clock.now().wall());
        rotations.moved(WEB, new AppState.Stopped(1, false), new AppState.Failed(1));
        pass(Duration.ZERO);
        assertThat(disk.looks.get()).isEqualTo(looks);
        pass(Rotations.CHECK);
        assertThat(disk.done).hasSize(1);
    }

    private void pass(Duration time) throws InterruptedException {
        clock.now = clock.now.plus(time);
        turn();
    }

    /** Turns until nothing is under way. */
    private void turn() throws InterruptedException {
        int turns = 0;
        while (turns < 2 || rotations.isBusy()) {
            rotations.runOnce(PATIENCE_NANOS);
            turns++;
        }
    }

    private Ports ports() {
        FakeHost host = new FakeHost();
        FakeFiles files = new FakeFiles();
        Identity nobody = new Identity(65_534, 65_534, List.of(), "nobody", "/", "/bin/sh");
        return new Ports(host, host, host, host, p -> nobody, (p, i) -> List.of(), files, disk, files, events, clock);
    }

    private static AppSpec bySize(long size) {
        return with(new RotationSpec(
                RotationSpec.Mode.SIZE, new DataSize(size), 3, RotationSpec.Frequency.DAILY, Duration.ofDays(1), true));
    }

    private static AppSpec byTime(RotationSpec.Frequency frequency) {
        return with(new RotationSpec(RotationSpec.Mode.TIME, new DataSize(1), 3, frequency, Duration.ofDays(1), true));
    }

    private static AppSpec with(RotationSpec rule) {
        return new AppSpec(
                WEB,
                "/etc/web.yaml",
                true,
                APP.process(),
                APP.stop(),
                new LogSpec("log", "log", "log", "log", List.of(), rule),
                APP.resources(),
                APP.restart(),
                APP.job(),
                APP.provisioning());
    }
}
