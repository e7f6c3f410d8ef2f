package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.units.Signal;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** Signals that are sent to the daemon itself. */
public final class HostSignals {
    private final POSIX posix = POSIXFactory.getNativePOSIX();

    /** Calls {@code action}, on a thread of the runtime's, whenever {@code signal} arrives; it must not block. */
    public void on(Signal signal, Runnable action) {
        posix.signal(jnr.constants.platform.Signal.valueOf(signal.fullName()), number -> action.run());
    }
}
