package io.processmaster.daemon.core.launch;

/**
 * The programs that a launch goes through, as absolute paths.
 *
 * @param shell a POSIX shell
 * @param setpriv changes user and groups; of util-linux
 * @param prlimit sets resource limits; of util-linux
 * @param nice changes the niceness; of coreutils
 */
public record LaunchTools(String shell, String setpriv, String prlimit, String nice) {}
