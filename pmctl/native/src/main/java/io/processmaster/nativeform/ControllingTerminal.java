package io.processmaster.nativeform;

import io.processmaster.pmctl.host.Screen;

/** The terminal by way of {@code ioctl}. */
final class ControllingTerminal implements Screen {
    private static final int OUTPUT = 1;

    @Override
    public boolean isTerminal() {
        return CLibrary.isTerminal(OUTPUT);
    }

    @Override
    public int columns() {
        return CLibrary.columns();
    }

    @Override
    public int lines() {
        return CLibrary.lines();
    }
}
