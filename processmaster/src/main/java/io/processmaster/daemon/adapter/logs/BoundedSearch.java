package io.processmaster.daemon.adapter.logs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Looks for a regular expression in lines, and gives up when all the looking has taken too long. */
final class BoundedSearch {
    /** How long one request may search. */
    static final Duration BUDGET = Duration.ofSeconds(2);

    private static final int MAX_PATTERN = 1024;
    private static final int CHARACTERS_PER_LOOK = 4096;

    private final Pattern pattern;
    private final LongSupplier nanos;
    private final long deadline;

    /**
     * Begins the budget.
     *
     * @param nanos a monotonic clock
     * @throws IllegalArgumentException when it is no regular expression
     */
    BoundedSearch(String expression, LongSupplier nanos) {
        if (expression.length() > MAX_PATTERN) {
            throw new IllegalArgumentException("grep: the pattern is longer than " + MAX_PATTERN + " characters");
        }
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "grep: " + wrong.getDescription() + " at character " + (wrong.getIndex() + 1), wrong);
        }
        this.nanos = nanos;
        deadline = nanos.getAsLong() + BUDGET.toNanos();
    }

    /**
     * Whether it is found anywhere in the line.
     *
     * @throws GivenUp when the budget is spent or the expression needs too much stack for this line
     */
    boolean finds(String line) throws GivenUp {
        try {
            check();
            return pattern.matcher(new Watched(line)).find();
        } catch (OutOfTime | StackOverflowError runaway) {
            throw new GivenUp(runaway);
        }
    }

    private void check() {
        if (nanos.getAsLong() - deadline >= 0) {
            throw new OutOfTime();
        }
    }

    /** The search was given up; what was found until then is good. */
    static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        GivenUp(Throwable cause) {
            super(
                    "grep: the pattern takes longer than " + TimeUnit.NANOSECONDS.toSeconds(BUDGET.toNanos())
                            + " s on these lines (use a simpler one)",
                    cause);
        }
    }

    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    // java.util.regex cannot be interrupted, but it reads its input character by character.
    private final class Watched implements CharSequence {
        private final String text;
        private int reads;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads % CHARACTERS_PER_LOOK == 0) {
                check();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
