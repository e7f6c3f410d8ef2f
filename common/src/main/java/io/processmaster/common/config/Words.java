package io.processmaster.common.config;

import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.TimeSpan;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads the scalars that several sections share. */
final class Words {
    /** The longest time that a key may hold. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final int MOST_ACCOUNT_CHARACTERS = 256;
    private static final long MOST_ID = 4_294_967_294L;
    private static final int MOST_PERMISSIONS = 0777;

    private Words() {}

    /** A user or group by name or number. */
    static Optional<String> account(String text) {
        if (text.matches("[0-9]+")) {
            return Fields.number(text, 0, MOST_ID).map(String::valueOf);
        }
        boolean right = text.length() <= MOST_ACCOUNT_CHARACTERS && text.matches("[\\p{L}_][\\p{L}0-9_.@\\\\-]*\\$?");
        return right ? Optional.of(text) : Optional.empty();
    }

    /** A length of time with a unit. */
    static Optional<Duration> duration(String text) {
        return TimeSpan.parse(text).filter(span -> span.compareTo(LONGEST) <= 0);
    }

    /** Milliseconds as a plain number, or a length of time with a unit. */
    static Optional<Duration> millis(String text) {
        return Fields.number(text, 0, LONGEST.toMillis())
                .map(Duration::ofMillis)
                .or(() -> duration(text));
    }

    /** Permission bits without the special ones. */
    static Optional<FileMode> permissions(String text) {
        return FileMode.parse(text).filter(mode -> mode.bits() <= MOST_PERMISSIONS);
    }

    /** The constant that is written as its name in lower case. */
    static <E extends Enum<E>> Optional<E> word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
