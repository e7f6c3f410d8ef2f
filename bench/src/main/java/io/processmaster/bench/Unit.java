package io.processmaster.bench;

import java.util.Locale;

/** What a measured whole number counts, and how people read it; less of each is better. */
enum Unit {
    /** Counts nanoseconds. */
    MILLIS("ms", 1e6) {
        @Override
        int decimals(double shown) {
            return shown < 100 ? 1 : 0;
        }
    },
    /** Counts KiB. */
    MIB("MiB", 1024) {
        @Override
        int decimals(double shown) {
            return shown < 10 ? 1 : 0;
        }
    },
    /** Counts thousand millionths of a core. */
    PERCENT("%", 1e7) {
        @Override
        int decimals(double shown) {
            return 3;
        }
    },
    /** Counts things. */
    COUNT("", 1) {
        @Override
        int decimals(double shown) {
            return 0;
        }
    };

    private final String sign;
    private final double divisor;

    Unit(String sign, double divisor) {
        this.sign = sign;
        this.divisor = divisor;
    }

    abstract int decimals(double shown);

    /** The one value that stands for all: the median, and of counts, which are of things that must not be, the worst. */
    long headline(Samples samples) {
        return this == COUNT ? samples.quantile(1) : samples.median();
    }

    /** With the unit behind it: {@code 6.4 ms}. */
    String text(long counted) {
        return (number(counted) + " " + sign).strip();
    }

    /** Without the unit. */
    String number(long counted) {
        double shown = counted / divisor;
        return String.format(Locale.ROOT, "%,." + decimals(shown) + "f", shown);
    }
}
