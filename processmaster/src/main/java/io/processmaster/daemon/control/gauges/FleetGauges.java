package io.processmaster.daemon.control.gauges;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.control.usage.UsageSampler;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.core.usage.Rates.Look;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.OwnFigures;
import io.processmaster.daemon.port.TimeSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Makes numbers of the newest snapshot of the fleet and the newest look of the sampler. */
public final class FleetGauges implements Gauges {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final Sources sources;

    /**
     * Where the numbers come from.
     *
     * @param fleet the apps
     * @param usage what the kernel counts of them
     * @param events the journal
     * @param own the daemon itself
     * @param time both clocks
     * @param server which daemon this is
     */
    public record Sources(
            Supplier<FleetSnapshot> fleet,
            UsageSampler usage,
            EventLog events,
            OwnFigures own,
            TimeSource time,
            ServerInfo server) {}

    /** Of that daemon. */
    public FleetGauges(Sources sources) {
        this.sources = sources;
    }

    /** Every family that {@link #tell} can tell of. */
    public static List<Metric> catalogue() {
        return DaemonMetric.catalogue();
    }

    @Override
    public void tell(Listener listener) {
        List<AppView> views = sources.fleet().get().apps();
        UsageSampler.Round round = sources.usage().newest();
        List<AppMetric.App> apps = new ArrayList<>(views.size());
        for (AppView view : views) {
            apps.add(new AppMetric.App(
                    view,
                    counters(view, round.looks()),
                    sources.usage().logBytes(view.spec().name())));
        }
        for (AppMetric metric : AppMetric.values()) {
            listener.family(metric.metric());
            apps.forEach(app -> tell(app, metric, listener));
        }
        daemon(views, round, listener);
    }

    /** Of the run in progress: an older run's counters would be taken for those of this one. */
    private static Counters counters(AppView view, Map<AppName, Look> looks) {
        Optional<Look> look = Optional.ofNullable(looks.get(view.spec().name()));
        return look.filter(known -> view.life()
                        .facts()
                        .filter(facts -> facts.started().equals(known.run()))
                        .isPresent())
                .map(Look::counters)
                .orElse(Counters.NONE);
    }

    private static void tell(AppMetric.App app, AppMetric metric, Listener listener) {
        String name = app.view().spec().name().text();
        for (AppMetric.Variant variant : metric.variants()) {
            OptionalDouble number = variant.number().apply(app);
            if (number.isPresent()) {
                listener.sample(with(name, variant.labels()), number.getAsDouble());
            }
        }
    }

    private static List<String> with(String name, List<String> more) {
        if (more.isEmpty()) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>(more.size() + 1);
        all.add(name);
        all.addAll(more);
        return all;
    }

    private void daemon(List<AppView> views, UsageSampler.Round round, Listener listener) {
        OwnFigures.Reading own = sources.own().read();
        ServerInfo server = sources.server();
        for (DaemonMetric metric : DaemonMetric.values()) {
            listener.family(metric.metric());
            switch (metric) {
                case BUILD ->
                    listener.sample(
                            List.of(server.build().version(), server.build().buildId()), 1);
                case START_TIME -> one(server.startedAtMs() / MILLIS, listener);
                case UPTIME ->
                    one(Math.max(0, sources.time().now().epochMillis() - server.startedAtMs()) / MILLIS, listener);
                case APPS -> phases(views).forEach((phase, count) -> listener.sample(List.of(phase.name()), count));
                case HEAP -> one((double) own.heapBytes(), listener);
                case HEAP_MAX -> one((double) own.heapMaxBytes(), listener);
                case THREADS -> one(own.threads(), listener);
                case DESCRIPTORS -> one((double) own.descriptors(), listener);
                case EVENTS -> one((double) newestEvent(), listener);
                case SAMPLE_DURATION -> one(round.took().toNanos() / NANOS, listener);
                case SAMPLE_TIME -> {
                    if (round.atMs().isPresent()) {
                        one(round.atMs().getAsLong() / MILLIS, listener);
                    }
                }
            }
        }
    }

    private static void one(double value, Listener listener) {
        listener.sample(List.of(), value);
    }

    private static Map<Phase, Integer> phases(List<AppView> views) {
        Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            counts.put(phase, 0);
        }
        views.forEach(view -> counts.merge(view.life().phase(), 1, Integer::sum));
        return counts;
    }

    /** Events are numbered from 1 on. */
    private long newestEvent() {
        List<JournalEntry> newest = sources.events().tail(Optional.empty(), 1);
        return newest.isEmpty() ? 0 : newest.get(0).seq();
    }
}
