package io.processmaster.daemon.core.rotation;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a rotated log; a file of any other name is never renamed and never deleted. */
public sealed interface RotatedName {
    /** The highest number; a file with a higher one, such as {@code stdout.log.20260101}, is somebody else's. */
    int MOST = 1_000;

    /** What a compressed file has at the end of its name. */
    String COMPRESSED = ".gz";

    /** The name of the copy of a rotation that is under way: it gets its own once the log was emptied. */
    static String ofCopy(String log) {
        return "." + log + ".rotating";
    }

    /** The name of a file that is being compressed. */
    static String ofCompression(String log) {
        return "." + log + ".compressing";
    }

    /** The log that it was rotated from. */
    String log();

    /** Whether it is compressed. */
    boolean compressed();

    /** The same, compressed. */
    RotatedName compress();

    /** The name of the file. */
    String text();

    /** Reads {@code name} as that of a file rotated from {@code log}; empty when it is not exactly such a name. */
    static Optional<RotatedName> parse(String log, String name) {
        if (!name.startsWith(log + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(log.length() + 1);
        boolean compressed = rest.endsWith(COMPRESSED);
        String middle = compressed ? rest.substring(0, rest.length() - COMPRESSED.length()) : rest;
        return middle.isEmpty()
                ? Optional.empty()
                : Numbered.parse(log, middle, compressed).or(() -> Dated.parse(log, middle, compressed));
    }

    /**
     * Rotated by size: {@code stdout.log.1} is the newest.
     *
     * @param number 1 or more
     */
    record Numbered(String log, int number, boolean compressed) implements RotatedName {
        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

        private static Optional<RotatedName> parse(String log, String middle, boolean compressed) {
            boolean right = NUMBER.matcher(middle).matches() && Integer.parseInt(middle) <= MOST;
            return right ? Optional.of(new Numbered(log, Integer.parseInt(middle), compressed)) : Optional.empty();
        }

        /** The same with another number. */
        Numbered at(int other) {
            return new Numbered(log, other, compressed);
        }

        @Override
        public RotatedName compress() {
            return new Numbered(log, number, true);
        }

        @Override
        public String text() {
            return log + "." + number + (compressed ? COMPRESSED : "");
        }
    }

    /**
     * Rotated by time.
     *
     * @param time when, in the host's zone, to the second
     * @param copy 1, or more when the names before were taken
     */
    record Dated(String log, LocalDateTime time, int copy, boolean compressed) implements RotatedName {
        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        private static final Pattern SHAPE =
                Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}-[0-9]{2})(?:-([1-9][0-9]{0,3}))?");

        private static Optional<RotatedName> parse(String log, String middle, boolean compressed) {
            Matcher shape = SHAPE.matcher(middle);
            if (!shape.matches()) {
                return Optional.empty();
            }
            int copy = shape.group(2) == null ? 1 : Integer.parseInt(shape.group(2));
            if (copy > MOST || (copy == 1 && shape.group(2) != null)) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Dated(log, LocalDateTime.parse(shape.group(1), FORM), copy, compressed));
            } catch (DateTimeException noSuchDay) {
                return Optional.empty();
            }
        }

        @Override
        public RotatedName compress() {
            return new Dated(log, time, copy, true);
        }

        @Override
        public String text() {
            return log + "." + FORM.format(time) + (copy == 1 ? "" : "-" + copy) + (compressed ? COMPRESSED : "");
        }
    }
}
