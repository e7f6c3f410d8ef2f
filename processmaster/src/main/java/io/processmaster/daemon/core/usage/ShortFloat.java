package io.processmaster.daemon.core.usage;

import java.util.OptionalLong;

/**
 * Whole numbers from 0 to 4 * 10^12 in 16 bits: exact up to 2,047, and from there on to one part in two thousand.
 *
 * <p>Eleven bits of number and five bits that say how often it is doubled: what a chart shows of an hour needs no more,
 * and an hour of every app has to fit into the daemon's small heap.
 */
final class ShortFloat {
    /** Stands for no number. */
    static final char NONE = '\uffff';

    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;
    private static final char LARGEST = NONE - 1;

    private ShortFloat() {}

    /** The nearest; negative numbers become 0, those that are too large the largest. */
    static char of(long number) {
        if (number <= MASK) {
            return (char) Math.max(0, number);
        }
        int doublings = Long.SIZE - Long.numberOfLeadingZeros(number) - BITS;
        long rounded = (number + (1L << (doublings - 1))) >>> doublings;
        if (rounded > MASK) {
            rounded >>>= 1;
            doublings++;
        }
        long code = ((long) doublings << BITS) | rounded;
        return code > LARGEST ? LARGEST : (char) code;
    }

    /** What it stands for; empty for {@link #NONE}. */
    static OptionalLong number(char code) {
        return code == NONE ? OptionalLong.empty() : OptionalLong.of((long) (code & MASK) << (code >>> BITS));
    }
}
