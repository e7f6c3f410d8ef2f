package io.processmaster.daemon.control;

/**
 * Who asks, for the record.
 *
 * @param name such as {@code uid=0(root) pid=123} or the name of a console user
 * @param pid the asking process; 0 when there is none on this host
 */
public record Actor(String name, long pid) {}
