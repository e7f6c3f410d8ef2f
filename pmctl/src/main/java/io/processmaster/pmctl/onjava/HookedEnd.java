package io.processmaster.pmctl.onjava;

import io.processmaster.pmctl.host.Host;

/** Until it is released, Ctrl-C is the usual way to end, and pmctl exits with 0. */
final class HookedEnd implements Host.CalmEnd {
    private final Thread hook;

    /** Runs {@code last} when a signal ends the program. */
    HookedEnd(Runnable last) {
        hook = new Thread(
                () -> {
                    last.run();
                    Runtime.getRuntime().halt(0);
                },
                "pmctl-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came first; the hook ends the program now.
        }
    }
}
