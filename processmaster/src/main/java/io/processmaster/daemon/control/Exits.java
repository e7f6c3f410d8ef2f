package io.processmaster.daemon.control;

import io.processmaster.common.api.LastExit;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.run.ExitStatus;
import java.util.Optional;
import java.util.OptionalLong;

/** Exits as the protocol tells them. */
final class Exits {
    private Exits() {}

    static LastExit of(ExitStatus exit, boolean oomKilled, long atMillis) {
        return new LastExit(code(exit), signal(exit), oomKilled, atMillis);
    }

    static OptionalLong code(ExitStatus exit) {
        return exit.kind() == ExitStatus.Kind.EXITED ? OptionalLong.of(exit.value()) : OptionalLong.empty();
    }

    static Optional<String> signal(ExitStatus exit) {
        return exit.kind() == ExitStatus.Kind.SIGNALLED ? Optional.of(Signal.nameOf(exit.value())) : Optional.empty();
    }
}
