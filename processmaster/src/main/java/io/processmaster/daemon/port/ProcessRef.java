package io.processmaster.daemon.port;

/**
 * One process, told apart from a later one with the same number.
 *
 * @param pid its number
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks between the host's boot and its start
 */
public record ProcessRef(int pid, long startTicks) {}
