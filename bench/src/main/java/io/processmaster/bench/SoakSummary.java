package io.processmaster.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The figures of a soak as a table in Markdown. */
record SoakSummary(List<SoakSample> samples) {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int PERCENT = 100;

    String markdown() {
        StringBuilder text = new StringBuilder(
                """
                | figure | first | after warm-up | last | least | most | slope in an hour |
                |---|---|---|---|---|---|---|
                """);
        all().forEach(series -> text.append(row(series)));
        return text.append(processor()).toString();
    }

    /** What is told, in this order. */
    List<SoakSeries> all() {
        return List.of(
                SoakSeries.mib("RSS", samples, SoakSample::residentKib),
                SoakSeries.mib("PSS", samples, SoakSample::proportionalKib),
                SoakSeries.mib("heap in use, garbage included", samples, SoakSample::heapKib),
                SoakSeries.mib("heap taken of the host", samples, SoakSample::committedHeapKib),
                SoakSeries.sparseMib("heap after a full collection", samples, SoakSample::liveHeapKib),
                SoakSeries.mib("metaspace", samples, SoakSample::metaspaceKib),
                SoakSeries.count("threads", samples, SoakSample::threads),
                SoakSeries.count("descriptors", samples, SoakSample::descriptors),
                SoakSeries.mib("journal", samples, SoakSample::journalKib),
                SoakSeries.mib("state directory", samples, SoakSample::stateKib));
    }

    private static String row(SoakSeries series) {
        List<Line.Point> points = series.points();
        OptionalDouble slope = series.slope();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                series.name(),
                value(series, points.get(0).y()),
                value(series, series.warm().get(0).y()),
                value(series, points.get(points.size() - 1).y()),
                value(series, extreme(series, y -> -y)),
                value(series, extreme(series, y -> y)),
                slope.isPresent()
                        ? String.format(Locale.ROOT, "%+.2f %s", slope.getAsDouble(), series.unit())
                                .strip()
                        : "");
    }

    private static double extreme(SoakSeries series, ToDoubleFunction<Double> order) {
        return series.points().stream()
                .map(Line.Point::y)
                .max((one, other) -> Double.compare(order.applyAsDouble(one), order.applyAsDouble(other)))
                .orElseThrow();
    }

    private static String value(SoakSeries series, double y) {
        String pattern = series.unit().isEmpty() ? "%.0f" : "%.1f " + series.unit();
        return String.format(Locale.ROOT, pattern, y);
    }

    private String processor() {
        SoakSample first = samples.get(0);
        SoakSample last = samples.get(samples.size() - 1);
        double millis = last.processorMillis() - first.processorMillis();
        double seconds = Math.max(1, last.seconds() - first.seconds());
        return String.format(
                Locale.ROOT,
                "%nProcessor time of the daemon: %.1f %% of one core.%n",
                PERCENT * millis / MILLIS_PER_SECOND / seconds);
    }
}
