package io.processmaster.daemon.port;

import java.util.OptionalLong;

/**
 * What a cgroup uses; a figure whose controller is missing is absent.
 *
 * @param cpuMicros processor time used since the cgroup was made
 * @param memoryBytes memory in use
 * @param memoryLimitBytes the limit in force; empty for none
 * @param tasks threads and processes
 */
public record CgroupUsage(
        OptionalLong cpuMicros, OptionalLong memoryBytes, OptionalLong memoryLimitBytes, OptionalLong tasks) {}
