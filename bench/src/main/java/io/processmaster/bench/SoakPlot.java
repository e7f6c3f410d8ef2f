package io.processmaster.bench;

import java.util.List;

/** The figures of a soak as one picture: a panel for each unit, time from left to right. */
final class SoakPlot {
    private SoakPlot() {}

    static String draw(String title, List<SoakSample> samples) {
        return new SvgPanels(title, samples.get(samples.size() - 1).seconds() / 60.0)
                .panel(
                        "memory, MiB",
                        SoakSeries.mib("RSS", samples, SoakSample::residentKib),
                        SoakSeries.mib("PSS", samples, SoakSample::proportionalKib))
                .panel(
                        "Java heap, MiB",
                        SoakSeries.mib("in use, garbage included", samples, SoakSample::heapKib),
                        SoakSeries.sparseMib("after a full collection", samples, SoakSample::liveHeapKib),
                        SoakSeries.mib("taken of the host", samples, SoakSample::committedHeapKib))
                .panel("metaspace, MiB", SoakSeries.mib("metaspace", samples, SoakSample::metaspaceKib))
                .panel("threads", SoakSeries.count("threads", samples, SoakSample::threads))
                .panel("open descriptors", SoakSeries.count("descriptors", samples, SoakSample::descriptors))
                .panel(
                        "files, MiB",
                        SoakSeries.mib("state directory", samples, SoakSample::stateKib),
                        SoakSeries.mib("of it the journal", samples, SoakSample::journalKib))
                .svg();
    }
}
