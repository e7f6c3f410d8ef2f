package io.processmaster.daemon.control.gauges;

import io.processmaster.daemon.control.gauges.Metric.Kind;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.usage.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** What is told of each app; a number that is not known is left out. */
@SuppressWarnings("ImmutableEnumChecker") // its lists come from List.of and its functions keep nothing
enum AppMetric {
    PHASE("app_phase", Kind.STATESET, "", "Phase of the app.", phases()),
    ENABLED(
            "app_enabled",
            "Whether the definition lets the daemon start it.",
            a -> flag(a.view().spec().enabled())),
    UP("app_up", "Whether a run is in progress.", a -> flag(a.life().facts().isPresent())),
    PAUSED(
            "app_paused",
            "Whether a person has frozen it.",
            a -> flag(a.life().state() instanceof AppState.Running running && running.paused())),
    OUTDATED(
            "app_outdated",
            "Whether its file has become bad and an older definition is in force.",
            a -> flag(a.view().isOutdated())),
    START_TIME(
            "app_start_time",
            Kind.GAUGE,
            "seconds",
            "When the run in progress began, since 1970.",
            a -> a.life().facts().isEmpty()
                    ? OptionalDouble.empty()
                    : seconds(a.life().facts().get().started().epochMillis())),
    RUNS(
            "app_runs",
            Kind.COUNTER,
            "",
            "Runs that were begun, ever.",
            a -> some(a.life().state().run())),
    RESTARTS(
            "app_restarts",
            Kind.COUNTER,
            "",
            "Automatic restarts, ever.",
            a -> some(a.life().restarts().total())),
    CPU(
            "app_cpu",
            Kind.COUNTER,
            "seconds",
            "Processor time of the run.",
            a -> micros(a.counters().cpu().usedMicros())),
    THROTTLED(
            "app_cpu_throttled",
            Kind.COUNTER,
            "seconds",
            "Time for which the limit kept the run from running.",
            a -> micros(a.counters().cpu().throttledMicros())),
    MEMORY(
            "app_memory",
            Kind.GAUGE,
            "bytes",
            "Memory in use.",
            a -> number(a.counters().memory().bytes())),
    MEMORY_LIMIT(
            "app_memory_limit",
            Kind.GAUGE,
            "bytes",
            "Limit of the memory; none without a limit.",
            a -> number(a.counters().memory().limitBytes())),
    SWAP(
            "app_swap",
            Kind.GAUGE,
            "bytes",
            "Swap in use.",
            a -> number(a.counters().memory().swapBytes())),
    OOM_KILLS(
            "app_oom_kills",
            Kind.COUNTER,
            "",
            "Processes of the run that the kernel killed for want of memory.",
            a -> number(a.counters().memory().oomKills())),
    IO_BYTES(
            "app_io",
            Kind.COUNTER,
            "bytes",
            "Traffic of the run with block devices.",
            List.of(
                    new Variant(List.of("read"), a -> number(a.counters().io().readBytes())),
                    new Variant(List.of("write"), a -> number(a.counters().io().writtenBytes()))),
            "direction"),
    IO_OPERATIONS(
            "app_io_operations",
            Kind.COUNTER,
            "",
            "Operations of the run on block devices.",
            List.of(
                    new Variant(List.of("read"), a -> number(a.counters().io().reads())),
                    new Variant(List.of("write"), a -> number(a.counters().io().writes()))),
            "direction"),
    TASKS("app_tasks", "Processes and threads.", a -> number(a.counters().tasks())),
    PRESSURE(
            "app_pressure",
            Kind.COUNTER,
            "seconds",
            "Time for which some or all tasks of the run waited for a resource.",
            pressures(),
            "resource",
            "level"),
    EXIT_CODE(
            "app_last_exit_code",
            "Exit code of the last finished run; none when a signal ended it.",
            a -> exit(a, ExitStatus.Kind.EXITED)),
    EXIT_SIGNAL(
            "app_last_exit_signal",
            "Number of the signal that ended the last finished run, if one did.",
            a -> exit(a, ExitStatus.Kind.SIGNALLED)),
    EXIT_TIME(
            "app_last_exit_time",
            Kind.GAUGE,
            "seconds",
            "When the last finished run ended, since 1970.",
            a -> a.last().isEmpty()
                    ? OptionalDouble.empty()
                    : seconds(a.last().get().atMillis())),
    JOB_SUCCESS(
            "job_last_run_success",
            "Whether the last finished run of the job ended with exit code 0.",
            a -> a.isJob() && a.last().isPresent() ? flag(a.last().get().exit().isSuccess()) : OptionalDouble.empty()),
    JOB_DURATION(
            "job_last_run_duration",
            Kind.GAUGE,
            "seconds",
            "How long the last finished run of the job took.",
            AppMetric::duration),
    JOB_NEXT(
            "job_next_run_time",
            Kind.GAUGE,
            "seconds",
            "When the job runs next, since 1970.",
            a -> a.view().nextRun().isEmpty()
                    ? OptionalDouble.empty()
                    : seconds(a.view().nextRun().get().toEpochMilli())),
    LOG_BYTES(
            "app_log",
            Kind.GAUGE,
            "bytes",
            "Size of its own log files, rotated ones left out.",
            a -> number(a.logBytes()));

    /**
     * All that is known of one app.
     *
     * @param view its state
     * @param counters what the kernel counts of its run
     * @param logBytes size of its logs; empty when nobody has looked yet
     */
    record App(AppView view, Counters counters, OptionalLong logBytes) {
        AppLife life() {
            return view.life();
        }

        Optional<LastExit> last() {
            return view.life().lastExit();
        }

        boolean isJob() {
            return view.spec().job().isPresent();
        }
    }

    /**
     * One number of a family.
     *
     * @param labels what tells it apart, besides the app
     * @param number empty when it is not known
     */
    record Variant(List<String> labels, Function<App, OptionalDouble> number) {}

    private static final double MILLIS = 1e3;
    private static final double MICROS = 1e6;

    private final Metric metric;
    private final List<Variant> variants;

    AppMetric(String name, String help, Function<App, OptionalDouble> number) {
        this(name, Kind.GAUGE, "", help, number);
    }

    AppMetric(String name, Kind kind, String unit, String help, Function<App, OptionalDouble> number) {
        this(name, kind, unit, help, List.of(new Variant(List.of(), number)));
    }

    AppMetric(String name, Kind kind, String unit, String help, List<Variant> variants, String... labels) {
        String full = Metric.PREFIX + name + (unit.isEmpty() ? "" : "_" + unit);
        List<String> all = new ArrayList<>(List.of("app"));
        all.addAll(kind == Kind.STATESET ? List.of(full) : Arrays.asList(labels));
        this.metric = new Metric(full, kind, unit, help, all);
        this.variants = variants;
    }

    Metric metric() {
        return metric;
    }

    List<Variant> variants() {
        return variants;
    }

    private static List<Variant> phases() {
        return Arrays.stream(Phase.values())
                .map(phase ->
                        new Variant(List.of(phase.name()), a -> flag(a.life().phase() == phase)))
                .toList();
    }

    private static List<Variant> pressures() {
        return List.of(
                new Variant(
                        List.of("cpu", "some"),
                        a -> micros(a.counters().pressure().cpu().someMicros())),
                new Variant(
                        List.of("cpu", "full"),
                        a -> micros(a.counters().pressure().cpu().fullMicros())),
                new Variant(
                        List.of("memory", "some"),
                        a -> micros(a.counters().pressure().memory().someMicros())),
                new Variant(
                        List.of("memory", "full"),
                        a -> micros(a.counters().pressure().memory().fullMicros())),
                new Variant(
                        List.of("io", "some"),
                        a -> micros(a.counters().pressure().io().someMicros())),
                new Variant(
                        List.of("io", "full"),
                        a -> micros(a.counters().pressure().io().fullMicros())));
    }

    private static OptionalDouble exit(App app, ExitStatus.Kind kind) {
        return app.last().isPresent() && app.last().get().exit().kind() == kind
                ? OptionalDouble.of(app.last().get().exit().value())
                : OptionalDouble.empty();
    }

    private static OptionalDouble duration(App app) {
        if (!app.isJob()
                || app.last().isEmpty()
                || app.last().get().startedAtMillis().isEmpty()) {
            return OptionalDouble.empty();
        }
        LastExit last = app.last().get();
        return seconds(Math.max(0, last.atMillis() - last.startedAtMillis().getAsLong()));
    }

    private static OptionalDouble flag(boolean holds) {
        return OptionalDouble.of(holds ? 1 : 0);
    }

    private static OptionalDouble some(long count) {
        return OptionalDouble.of((double) count);
    }

    private static OptionalDouble number(OptionalLong count) {
        return count.isPresent() ? some(count.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble micros(OptionalLong micros) {
        return micros.isPresent() ? OptionalDouble.of(micros.getAsLong() / MICROS) : OptionalDouble.empty();
    }

    private static OptionalDouble seconds(long millis) {
        return OptionalDouble.of(millis / MILLIS);
    }
}
