package io.processmaster.common.config;

import java.util.List;
import java.util.Optional;

/**
 * What came out of reading: a value, or the problems that prevented it.
 *
 * @param value present exactly when there are no problems
 * @param problems by position
 * @param <T> the kind of value
 */
public record Result<T>(Optional<T> value, List<Problem> problems) {
    /** Copies the list; a result has a value or problems, never both, never neither. */
    public Result {
        problems = List.copyOf(problems);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a result has either a value or problems");
        }
    }

    /** A value without problems. */
    public static <T> Result<T> of(T value) {
        return new Result<>(Optional.of(value), List.of());
    }

    /** Problems, at least one. */
    public static <T> Result<T> bad(List<Problem> problems) {
        return new Result<>(Optional.empty(), problems);
    }

    /** One problem with a file as a whole. */
    public static <T> Result<T> bad(String file, String message) {
        return bad(List.of(new Problem(file, 0, 0, message)));
    }

    /** Whether there is a value. */
    public boolean isGood() {
        return value.isPresent();
    }
}
