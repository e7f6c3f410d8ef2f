package io.processmaster.daemon.core.run;

import io.processmaster.daemon.core.time.Moment;

/**
 * What is known of a run from its launch on; enough to find it again after the daemon was gone.
 *
 * @param started when the program was executed
 * @param mainPid its main process; 0 when unknown
 * @param startTicks tells that process apart from a later one of the same number; 0 when unknown
 * @param stderrFrom size of standard error's file when the run began
 */
public record RunFacts(Moment started, int mainPid, long startTicks, long stderrFrom) {}
