package io.processmaster.daemon.control.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.UsageReport;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.core.usage.Column;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.core.usage.UsageRing;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is remembered of apps that come, run, end and go. */
class UsageSamplerTest {
    private static final AppName WEB = new AppName("web");
    private static final AppName DB = new AppName("db");

    private final Map<AppName, AppView> apps = new TreeMap<>();
    private final Map<AppName, Long> micros = new HashMap<>();
    private final CountDownLatch looked = new CountDownLatch(1);
    private long measured;
    private Moment now = new Moment(Instant.ofEpochMilli(1_000_000), 0);

    private final TimeSource time = new TimeSource() {
        @Override
        public Moment now() {
            return now;
        }

        @Override
        public String bootId() {
            return "boot";
        }
    };

    private final UsageSampler sampler = new UsageSampler(this::snapshot, this::counters, spec -> ++measured, time);

    private FleetSnapshot snapshot() {
        looked.countDown();
        return new FleetSnapshot(new ArrayList<>(apps.values()), false);
    }

    private Counters counters(AppName app) throws IOException {
        if (!micros.containsKey(app)) {
            throw new IOException("gone");
        }
        return new Counters(
                new Counters.Cpu(OptionalLong.of(micros.get(app)), OptionalLong.empty()),
                Counters.Memory.NONE,
                Counters.Io.NONE,
                Counters.Pressure.NONE,
                OptionalLong.of(2));
    }

    private void run(AppName app, long counted) {
        state(app, new AppState.Running(1, new RunFacts(now, 7, 7, 0), Optional.empty(), false));
        micros.put(app, counted);
    }

    private void rest(AppName app) {
        state(app, new AppState.Stopped(1, true));
        micros.remove(app);
    }

    private void state(AppName app, AppState state) {
        AppLife life = new AppLife(
                state, now, "", false, Trigger.NONE, RestartMemory.NONE, Optional.empty(), Optional.empty());
        apps.put(app, new AppView(SampleApps.app(app.text()), life, List.of()));
    }

    private void lookAfter(Duration passed, long moreMicros) {
        now = now.plus(passed);
        micros.replaceAll((app, counted) -> counted + moreMicros);
        sampler.look();
    }

    private List<OptionalDouble> column(AppName app, Column column) {
        return sampler.report(app).rows().stream()
                .map(row -> row.figures().get(Column.ALL.indexOf(column)))
                .toList();
    }

    @Test
    void anAppThatRunsHasARowForEachLook() {
        run(WEB, 0);
        lookAfter(Duration.ofSeconds(10), 1_000_000);
        lookAfter(Duration.ofSeconds(10), 5_000_000);
        UsageReport report = sampler.report(WEB);
        long last = report.rows().get(report.rows().size() - 1).atMs();
        assertThat(sampler.report(WEB, last).rows()).isEmpty();
        assertThat(sampler.report(WEB, last - 1).rows()).hasSize(1);
        assertThat(report.columns()).isEqualTo(Column.wireNames());
        assertThat(report.rows()).extracting(UsageReport.Row::atMs).containsExactly(1_010_000L, 1_020_000L);
        assertThat(column(WEB, Column.CPU)).containsExactly(OptionalDouble.of(10), OptionalDouble.of(50));
        assertThat(column(WEB, Column.MEMORY)).containsOnly(OptionalDouble.empty());
        assertThat(UsageReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(report.toJson().array("columns").texts()).startsWith("at_ms", "cpu_percent");
    }

    @Test
    void aNewRunBeginsAnewAndThePauseIsLeftOpen() {
        run(WEB, 0);
        lookAfter(Duration.ofSeconds(10), 9_000_000);
        rest(WEB);
        lookAfter(Duration.ofSeconds(10), 0);
        run(WEB, 0);
        lookAfter(Duration.ofSeconds(5), 1_000_000);
        assertThat(column(WEB, Column.CPU))
                .containsExactly(OptionalDouble.of(90), OptionalDouble.empty(), OptionalDouble.of(20));
    }

    @Test
    void aRunThatWasAdoptedHasNoShareAtFirst() {
        run(WEB, 0);
        lookAfter(Duration.ofHours(5), 9_000_000);
        lookAfter(Duration.ofSeconds(10), 1_000_000);
        assertThat(column(WEB, Column.CPU)).containsExactly(OptionalDouble.empty(), OptionalDouble.of(10));
        assertThat(column(WEB, Column.TASKS)).containsExactly(OptionalDouble.of(2), OptionalDouble.of(2));
    }

    @Test
    void anAppThatNeverRanCostsNothingAndOneThatIsGoneIsForgotten() {
        rest(DB);
        run(WEB, 0);
        lookAfter(Duration.ofSeconds(10), 1);
        assertThat(sampler.remembered()).isEqualTo(1);
        assertThat(sampler.report(DB).rows()).isEmpty();
        apps.remove(WEB);
        lookAfter(Duration.ofSeconds(10), 1);
        assertThat(sampler.remembered()).isZero();
        assertThat(sampler.report(WEB).rows()).isEmpty();
    }

    @Test
    void anHourIsKeptAndAnAppThatRestsForLongerIsForgotten() {
        run(WEB, 0);
        for (int i = 0; i < UsageRing.ROWS + 40; i++) {
            lookAfter(Duration.ofSeconds(10), 1_000_000);
        }
        assertThat(sampler.report(WEB).rows()).hasSize(UsageRing.ROWS);
        assertThat(sampler.report(WEB).rows().get(0).atMs()).isEqualTo(1_000_000 + 41 * 10_000);
        rest(WEB);
        for (int i = 0; i < UsageRing.ROWS - 1; i++) {
            lookAfter(Duration.ofSeconds(10), 0);
        }
        assertThat(sampler.report(WEB).rows()).hasSize(1);
        lookAfter(Duration.ofSeconds(10), 0);
        lookAfter(Duration.ofSeconds(10), 0);
        assertThat(sampler.report(WEB).rows()).isEmpty();
        assertThat(sampler.remembered()).isZero();
    }

    @Test
    void anAppThatEndsWhileItIsLookedAtHasNoRow() {
        run(WEB, 0);
        micros.remove(WEB);
        lookAfter(Duration.ofSeconds(10), 0);
        assertThat(sampler.report(WEB).rows()).isEmpty();
        assertThat(sampler.newest().looks()).isEmpty();
    }

    @Test
    void moreAppsThanTheLimitHaveNoHistoryButAreMeasured() {
        for (int i = 0; i <= UsageHistory.MOST_APPS; i++) {
            run(new AppName("app" + i), 0);
        }
        lookAfter(Duration.ofSeconds(10), 1);
        assertThat(sampler.remembered()).isEqualTo(UsageHistory.MOST_APPS);
        assertThat(sampler.newest().looks()).hasSize(UsageHistory.MOST_APPS + 1);
    }

    @Test
    void logsAreMeasuredAtOnceAndThenInTurns() {
        for (int i = 0; i < 2 * LogTurns.TURNS; i++) {
            rest(new AppName("app" + i));
        }
        lookAfter(Duration.ofSeconds(10), 0);
        assertThat(measured).isEqualTo(2 * LogTurns.TURNS);
        for (int i = 0; i < LogTurns.TURNS; i++) {
            lookAfter(Duration.ofSeconds(10), 0);
            assertThat(measured).isEqualTo(2 * LogTurns.TURNS + 2 * (i + 1));
        }
        assertThat(sampler.logBytes(new AppName("app0")).orElseThrow()).isGreaterThan(2 * LogTurns.TURNS);
        assertThat(sampler.logBytes(WEB)).isEmpty();
    }

    @Test
    void itLooksByItselfOnceItIsStarted() throws InterruptedException {
        try (UsageSampler started = new UsageSampler(this::snapshot, this::counters, spec -> ++measured, time)) {
            assertThat(looked.getCount()).isEqualTo(1);
            started.start();
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
