package io.processmaster.bench;

/** A part of the comparison. */
@FunctionalInterface
interface PeerStage {
    /** Measures the supervisors that are installed and adds what came out. */
    void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception;
}
