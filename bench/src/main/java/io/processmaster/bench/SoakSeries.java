package io.processmaster.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One figure over the time of a soak.
 *
 * @param name for people
 * @param unit after a number; empty for a count
 * @param points hours since the load began, and the figure in its unit
 */
record SoakSeries(String name, String unit, List<Line.Point> points) {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double KIB_PER_MIB = 1024;

    /** Begins after that share of the time, in which caches fill and code is compiled. */
    static final double WARM_UP = 0.25;

    static SoakSeries mib(String name, List<SoakSample> samples, ToLongFunction<SoakSample> kib) {
        return sparseMib(name, samples, sample -> OptionalLong.of(kib.applyAsLong(sample)));
    }

    static SoakSeries sparseMib(String name, List<SoakSample> samples, Function<SoakSample, OptionalLong> kib) {
        List<Line.Point> points = samples.stream()
                .filter(sample -> kib.apply(sample).isPresent())
                .map(sample -> new Line.Point(hours(sample), kib.apply(sample).getAsLong() / KIB_PER_MIB))
                .toList();
        return new SoakSeries(name, "MiB", points);
    }

    static SoakSeries count(String name, List<SoakSample> samples, ToLongFunction<SoakSample> count) {
        return new SoakSeries(
                name,
                "",
                samples.stream()
                        .map(sample -> new Line.Point(hours(sample), count.applyAsLong(sample)))
                        .toList());
    }

    private static double hours(SoakSample sample) {
        return sample.seconds() / SECONDS_PER_HOUR;
    }

    /** How much it grows in an hour, once the warm-up is over; empty with less than two points. */
    OptionalDouble slope() {
        List<Line.Point> late = warm();
        return late.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Line.through(late).slope());
    }

    /** Its points after the warm-up. */
    List<Line.Point> warm() {
        double from = points.get(points.size() - 1).x() * WARM_UP;
        return points.stream().filter(point -> point.x() >= from).toList();
    }
}
