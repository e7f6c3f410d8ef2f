package io.processmaster.daemon.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.RecordedEvents;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.control.gauges.FleetGauges;
import io.processmaster.daemon.control.gauges.Metric;
import io.processmaster.daemon.control.usage.UsageSampler;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.port.OwnFigures;
import io.processmaster.daemon.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The numbers of a whole fleet, read back from the text. */
class FleetGaugesTest {
    private static final Moment NOW = new Moment(Instant.ofEpochMilli(100_000), 100_000_000_000L);
    private static final OptionalLong N = OptionalLong.of(1_500_000);

    private final List<AppView> apps = new ArrayList<>();
    private Moment now = NOW;
    private Runnable meanwhile = () -> {};
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

    private final UsageSampler sampler =
            new UsageSampler(() -> new FleetSnapshot(apps, false), app -> counters(), spec -> 4_096, time);

    private static RecordedEvents journal(int events) {
        RecordedEvents journal = new RecordedEvents();
        for (int i = 0; i < events; i++) {
            journal.append(NOW, "c", Optional.empty(), "e", "m", Map.of());
        }
        return journal;
    }

    private static Counters counters() {
        Counters.Lost lost = new Counters.Lost(N, N);
        return new Counters(
                new Counters.Cpu(N, N),
                new Counters.Memory(N, N, N, OptionalLong.of(2)),
                new Counters.Io(N, N, N, N),
                new Counters.Pressure(lost, lost, lost),
                OptionalLong.of(3));
    }

    private void add(AppSpec spec, AppState state, Optional<LastExit> last) {
        AppLife life = new AppLife(
                state, NOW, "", false, Trigger.NONE, new RestartMemory(List.of(), 0, 5), last, Optional.empty());
        apps.add(new AppView(spec, life, List.of()));
    }

    private static AppState running() {
        return new AppState.Running(7, new RunFacts(NOW, 7, 7, 0), Optional.empty(), false);
    }

    private OpenMetricsText scrape() {
        sampler.look();
        FleetGauges gauges = new FleetGauges(new FleetGauges.Sources(
                () -> new FleetSnapshot(apps, false),
                sampler,
                journal(41),
                () -> {
                    meanwhile.run();
                    return new OwnFigures.Reading(10, 20, 30, 40);
                },
                time,
                new ServerInfo(new BuildInfo("1.0", "id \"x\"", "then", "there"), 1, 40_000)));
        return OpenMetricsText.parse(Exposition.of(gauges, Format.OPENMETRICS));
    }

    @Test
    void everyNumberOfAnAppThatRuns() {
        add(SampleApps.app("web"), running(), Optional.empty());
        OpenMetricsText text = scrape();
        assertThat(text.samples)
                .containsEntry("processmaster_app_up{app=web}", 1.0)
                .containsEntry("processmaster_app_phase{app=web, processmaster_app_phase=RUNNING}", 1.0)
                .containsEntry("processmaster_app_phase{app=web, processmaster_app_phase=FAILED}", 0.0)
                .containsEntry("processmaster_app_runs_total{app=web}", 7.0)
                .containsEntry("processmaster_app_restarts_total{app=web}", 5.0)
                .containsEntry("processmaster_app_start_time_seconds{app=web}", 100.0)
                .containsEntry("processmaster_app_cpu_seconds_total{app=web}", 1.5)
                .containsEntry("processmaster_app_memory_bytes{app=web}", 1_500_000.0)
                .containsEntry("processmaster_app_io_bytes_total{app=web, direction=read}", 1_500_000.0)
                .containsEntry("processmaster_app_pressure_seconds_total{app=web, resource=io, level=full}", 1.5)
                .containsEntry("processmaster_app_oom_kills_total{app=web}", 2.0)
                .containsEntry("processmaster_app_tasks{app=web}", 3.0)
                .containsEntry("processmaster_apps{phase=RUNNING}", 1.0)
                .containsEntry("processmaster_build_info{version=1.0, build_id=id \"x\"}", 1.0)
                .containsEntry("processmaster_uptime_seconds{}", 60.0)
                .containsEntry("processmaster_heap_used_bytes{}", 10.0)
                .containsEntry("processmaster_open_descriptors{}", 40.0)
                .containsEntry("processmaster_journal_events_total{}", 41.0);
        assertThat(text.samples.keySet()).noneMatch(name -> name.startsWith("processmaster_job_"));
    }

    @Test
    void theLastRunOfAJobAndAnAppThatDoesNotRun() {
        LastExit bad =
                new LastExit(ExitStatus.exited(3), false, 50_000, OptionalLong.of(20_000), Optional.of("failed"));
        add(
                SampleApps.job(SampleApps.app("job"), SampleApps.every(60)),
                new AppState.Stopped(2, true),
                Optional.of(bad));
        LastExit killed =
                new LastExit(ExitStatus.signalled(9, false), true, 60_000, OptionalLong.empty(), Optional.empty());
        add(SampleApps.app("killed"), new AppState.Failed(1), Optional.of(killed));
        OpenMetricsText text = scrape();
        assertThat(text.samples)
                .containsEntry("processmaster_job_last_run_success{app=job}", 0.0)
                .containsEntry("processmaster_job_last_run_duration_seconds{app=job}", 30.0)
                .containsEntry("processmaster_app_last_exit_code{app=job}", 3.0)
                .containsEntry("processmaster_app_last_exit_signal{app=killed}", 9.0)
                .containsEntry("processmaster_app_last_exit_time_seconds{app=killed}", 60.0)
                .containsEntry("processmaster_app_up{app=killed}", 0.0)
                .doesNotContainKey("processmaster_app_last_exit_code{app=killed}")
                .doesNotContainKey("processmaster_app_cpu_seconds_total{app=killed}")
                .doesNotContainKey("processmaster_job_last_run_success{app=killed}");
    }

    @Test
    void aLookWhileItIsToldDoesNotLendItsTimeToTheFiguresBeforeIt() {
        add(SampleApps.app("web"), running(), Optional.empty());
        meanwhile = () -> {
            now = NOW.plus(Duration.ofSeconds(10));
            sampler.look();
        };
        assertThat(scrape().samples).containsEntry("processmaster_sample_time_seconds{}", 100.0);
    }

    @Test
    void aFleetOfAThousandIsOneText() {
        for (int i = 0; i < 1_000; i++) {
            add(SampleApps.app("app" + i), running(), Optional.empty());
        }
        OpenMetricsText text = scrape();
        assertThat(text.samples.keySet().stream().filter(name -> name.startsWith("processmaster_app_up{")))
                .hasSize(1_000);
        assertThat(FleetGauges.catalogue().stream().map(Metric::name).collect(Collectors.toSet()))
                .containsAll(text.families());
    }
}
