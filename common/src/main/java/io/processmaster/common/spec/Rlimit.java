package io.processmaster.common.spec;

/**
 * A soft and a hard resource limit.
 *
 * @param soft in the unit of the resource; {@link #INFINITY} for none
 * @param hard at least {@code soft}; {@link #INFINITY} for none
 */
public record Rlimit(long soft, long hard) {
    /** No limit. */
    public static final long INFINITY = -1;
}
