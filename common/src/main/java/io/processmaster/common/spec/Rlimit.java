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

    // By hand, for it is compared at each launch: what a record brings is made at run time, and is slow and large.
    @Override
    public boolean equals(Object other) {
        return other instanceof Rlimit limit && soft == limit.soft && hard == limit.hard;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(soft) * 31 + Long.hashCode(hard);
    }
}
