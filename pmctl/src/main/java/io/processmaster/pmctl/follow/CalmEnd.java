package io.processmaster.pmctl.follow;

/** While it is open, Ctrl-C is the usual way to end, and pmctl exits with 0. */
public final class CalmEnd implements AutoCloseable {
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

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came first; the hook ends the program now.
        }
    }
}
