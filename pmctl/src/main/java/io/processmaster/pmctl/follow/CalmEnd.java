package io.processmaster.pmctl.follow;

/** Until it is released, Ctrl-C is the usual way to end, and pmctl exits with 0. */
public final class CalmEnd {
    private final Thread hook;

    /** Runs {@code last} when a signal ends the program. */
    public CalmEnd(Runnable last) {
        hook = new Thread(
                () -> {
                    last.run();
                    Runtime.getRuntime().halt(0);
                },
                "pmctl-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From here on a signal ends the program as it usually does. */
    public void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came first; the hook ends the program now.
        }
    }
}
