package io.processmaster.bench;

import java.util.function.Consumer;

/** Something that is measured, on a site that only it uses. */
@FunctionalInterface
interface Scenario {
    /** Measures and hands each result over as soon as it is known. */
    void measure(Site site, Consumer<Row> results) throws Exception;
}
