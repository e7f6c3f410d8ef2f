package io.processmaster.daemon.adapter.posix;

/**
 * One entry of the host's user database.
 *
 * @param name the user's name
 * @param uid user id
 * @param gid primary group id
 * @param home home directory
 * @param shell login shell; {@code /bin/sh} when the entry has none
 */
record Account(String name, int uid, int gid, String home, String shell) {}
