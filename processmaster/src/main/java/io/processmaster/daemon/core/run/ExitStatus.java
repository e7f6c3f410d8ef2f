package io.processmaster.daemon.core.run;

import io.processmaster.common.units.Signal;

/**
 * How a process ended, as far as the kernel tells.
 *
 * @param kind which of the three
 * @param value the exit code or the signal's number; 0 when unknown
 * @param coreDumped whether the kernel wrote a core file
 */
public record ExitStatus(Kind kind, int value, boolean coreDumped) {
    /** How a process can end. */
    public enum Kind {
        /** It called exit; the value is its code. */
        EXITED,
        /** A signal ended it; the value is its number. */
        SIGNALLED,
        /** It was not ours to wait for, and the kernel keeps no record. */
        UNKNOWN
    }

    /** Nobody can tell. */
    public static final ExitStatus UNKNOWN = new ExitStatus(Kind.UNKNOWN, 0, false);

    /** Ended by itself with {@code code}. */
    public static ExitStatus exited(int code) {
        return new ExitStatus(Kind.EXITED, code, false);
    }

    /** Ended by signal {@code number}. */
    public static ExitStatus signalled(int number, boolean coreDumped) {
        return new ExitStatus(Kind.SIGNALLED, number, coreDumped);
    }

    // By hand, as in SavedApp, for which it is compared.
    @Override
    public boolean equals(Object other) {
        return other instanceof ExitStatus exit
                && kind == exit.kind
                && value == exit.value
                && coreDumped == exit.coreDumped;
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + value;
    }

    /** Whether it is known to have ended with code 0. */
    public boolean isSuccess() {
        return kind == Kind.EXITED && value == 0;
    }

    /** In words: {@code exit code 1}, {@code SIGKILL}, {@code SIGSEGV (core dumped)}, {@code unknown exit}. */
    public String words() {
        return switch (kind) {
            case EXITED -> "exit code " + value;
            case SIGNALLED -> Signal.nameOf(value) + (coreDumped ? " (core dumped)" : "");
            case UNKNOWN -> "unknown exit";
        };
    }
}
