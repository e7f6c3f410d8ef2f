package io.processmaster.dist.chaos;

/** Somebody who carries out steps of a plan. */
@FunctionalInterface
interface Actor {
    /**
     * Does it, and returns how it went, for the log.
     *
     * @throws Exception when it could not be done, which ends the chaos run
     */
    String act(Step step) throws Exception;
}
