package io.processmaster.daemon.core.rotation;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rotated log file: {@code stdout.log.1}, or {@code stdout.log.2026-01-31_13-00-00} with {@code -2} and so
 * on where that was taken, each maybe with {@code .gz}. A name of any other form is somebody else's file.
 */
public sealed interface RotatedName permits RotatedName.Numbered, RotatedName.Timed {
    /** What a compressed file's name ends with. */
    String COMPRESSED = ".gz";

    /**
     * The newest first: of numbers the smallest, of times the latest; all numbers before all times. A generation that
     * is there both plain and compressed has the plain one first.
     */
    Comparator<RotatedName> NEWEST_FIRST = RotatedName::compareAge;

    /** The name of the live file. */
    String base();

    /** Whether its content is compressed by gzip. */
    boolean compressed();

    /** The same generation, compressed or not. */
    RotatedName compressed(boolean compress);

    /** The whole name. */
    String text();

    /** Whether both hold the same lines, one of them maybe compressed. */
    default boolean isGenerationOf(RotatedName other) {
        return compressed(false).equals(other.compressed(false));
    }

    /**
     * Reads a name.
     *
     * @param base the name of the live file
     * @return empty when it is not exactly of one of the forms
     */
    static Optional<RotatedName> parse(String base, String name) {
        if (!name.startsWith(base + ".")) {
            return Optional.empty();
        }
        boolean compressed = name.endsWith(COMPRESSED);
        int end = name.length() - (compressed ? COMPRESSED.length() : 0);
        if (end <= base.length()) {
            return Optional.empty();
        }
        String suffix = name.substring(base.length() + 1, end);
        return Numbered.of(base, suffix, compressed).or(() -> Timed.of(base, suffix, compressed));
    }

    private static int compareAge(RotatedName a, RotatedName b) {
        if (a instanceof Numbered one && b instanceof Numbered other) {
            int older = Integer.compare(one.number(), other.number());
            return older != 0 ? older : Boolean.compare(a.compressed(), b.compressed());
        }
        if (a instanceof Timed one && b instanceof Timed other) {
            int older = other.time().compareTo(one.time());
            older = older != 0 ? older : Integer.compare(other.copy(), one.copy());
            return older != 0 ? older : Boolean.compare(a.compressed(), b.compressed());
        }
        return Boolean.compare(a instanceof Timed, b instanceof Timed);
    }

    /**
     * A file rotated by size.
     *
     * @param number 1 is the newest
     */
    record Numbered(String base, int number, boolean compressed) implements RotatedName {
        private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,8}");

        /** Checks the number. */
        public Numbered {
            if (number < 1) {
                throw new IllegalArgumentException("a rotated file has a number from 1, not " + number);
            }
        }

        private static Optional<RotatedName> of(String base, String suffix, boolean compressed) {
            return FORM.matcher(suffix).matches()
                    ? Optional.of(new Numbered(base, Integer.parseInt(suffix), compressed))
                    : Optional.empty();
        }

        @Override
        public RotatedName compressed(boolean compress) {
            return new Numbered(base, number, compress);
        }

        @Override
        public String text() {
            return base + "." + number + (compressed ? COMPRESSED : "");
        }
    }

    /**
     * A file rotated by time.
     *
     * @param time when, by the clock on the wall, in whole seconds
     * @param copy 1, or from 2 on where an earlier rotation had taken the name
     */
    record Timed(String base, LocalDateTime time, int copy, boolean compressed) implements RotatedName {
        private static final Pattern FORM =
                Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]{1,8}))?");
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

        /** Checks the copy and drops what is below a second. */
        public Timed {
            if (copy < 1) {
                throw new IllegalArgumentException("a rotated file is copy 1 or a later one, not " + copy);
            }
            time = time.withNano(0);
        }

        private static Optional<RotatedName> of(String base, String suffix, boolean compressed) {
            Matcher form = FORM.matcher(suffix);
            if (!form.matches()) {
                return Optional.empty();
            }
            try {
                LocalDateTime time = LocalDateTime.parse(form.group(1), TIME);
                int copy = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
                return Optional.of(new Timed(base, time, copy, compressed));
            } catch (DateTimeException noSuchTime) {
                return Optional.empty();
            }
        }

        @Override
        public RotatedName compressed(boolean compress) {
            return new Timed(base, time, copy, compress);
        }

        @Override
        public String text() {
            return base + "." + TIME.format(time) + (copy == 1 ? "" : "-" + copy) + (compressed ? COMPRESSED : "");
        }
    }
}
