package io.processmaster.common.units;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A signal by name, with the number that Linux gives it on x86-64 and arm64. */
public enum Signal {
    HUP(1),
    INT(2),
    QUIT(3),
    ILL(4),
    TRAP(5),
    ABRT(6),
    BUS(7),
    FPE(8),
    KILL(9),
    USR1(10),
    SEGV(11),
    USR2(12),
    PIPE(13),
    ALRM(14),
    TERM(15),
    STKFLT(16),
    CHLD(17),
    CONT(18),
    STOP(19),
    TSTP(20),
    TTIN(21),
    TTOU(22),
    URG(23),
    XCPU(24),
    XFSZ(25),
    VTALRM(26),
    PROF(27),
    WINCH(28),
    IO(29),
    PWR(30),
    SYS(31);

    private static final Map<String, Signal> OTHER_NAMES = Map.of("IOT", ABRT, "POLL", IO, "CLD", CHLD);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** The number to give to {@code kill}. */
    public int number() {
        return number;
    }

    /** The name that people know, such as {@code SIGTERM}. */
    public String fullName() {
        return "SIG" + name();
    }

    /** Reads {@code SIGTERM}, {@code term}, {@code 15} or another name such as {@code SIGPOLL}; empty when it is none. */
    public static Optional<Signal> parse(String text) {
        String upper = text.trim().toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (OTHER_NAMES.containsKey(bare)) {
            return Optional.of(OTHER_NAMES.get(bare));
        }
        for (Signal signal : values()) {
            if (signal.name().equals(bare) || Integer.toString(signal.number).equals(upper)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    /** The name of signal {@code number}; real-time and unknown ones are {@code SIG<number>}. */
    public static String nameOf(int number) {
        for (Signal signal : values()) {
            if (signal.number == number) {
                return signal.fullName();
            }
        }
        return "SIG" + number;
    }
}
