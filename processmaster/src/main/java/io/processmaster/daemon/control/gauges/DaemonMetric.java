package io.processmaster.daemon.control.gauges;

import io.processmaster.daemon.control.gauges.Metric.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is told of the daemon itself. */
@SuppressWarnings("ImmutableEnumChecker") // a metric copies its list
enum DaemonMetric {
    BUILD("build", Kind.INFO, "", "Which build the daemon is.", "version", "build_id"),
    START_TIME("start_time", Kind.GAUGE, "seconds", "When the daemon started, since 1970."),
    UPTIME("uptime", Kind.GAUGE, "seconds", "How long the daemon has been running."),
    APPS("apps", Kind.GAUGE, "", "Apps in each phase.", "phase"),
    HEAP("heap_used", Kind.GAUGE, "bytes", "Java heap in use."),
    HEAP_MAX("heap_max", Kind.GAUGE, "bytes", "The most that the Java heap may grow to."),
    THREADS("threads", Kind.GAUGE, "", "Threads of the daemon."),
    DESCRIPTORS("open_descriptors", Kind.GAUGE, "", "Files, sockets and pipes that the daemon has open."),
    EVENTS("journal_events", Kind.COUNTER, "", "Events that the journal was told, ever."),
    SAMPLE_DURATION(
            "sample_duration", Kind.GAUGE, "seconds", "How long the last look at the cgroups of all apps took."),
    SAMPLE_TIME(
            "sample_time", Kind.GAUGE, "seconds", "When the last look at the cgroups of all apps began, since 1970.");

    private final Metric metric;

    DaemonMetric(String name, Kind kind, String unit, String help, String... labels) {
        String full = Metric.PREFIX + name + (unit.isEmpty() ? "" : "_" + unit);
        this.metric = new Metric(full, kind, unit, help, Arrays.asList(labels));
    }

    Metric metric() {
        return metric;
    }

    /** Every family there is, those of the apps first. */
    static List<Metric> catalogue() {
        return Stream.concat(
                        Arrays.stream(AppMetric.values()).map(AppMetric::metric),
                        Arrays.stream(values()).map(DaemonMetric::metric))
                .toList();
    }
}
