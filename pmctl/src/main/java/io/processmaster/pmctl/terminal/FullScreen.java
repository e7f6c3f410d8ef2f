package io.processmaster.pmctl.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal's second screen, with single keys read as they are pressed. */
public final class FullScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String CLEAR = "\u001b[H\u001b[2J";
    // Reads come back after a second without a key: the terminal keeps the time.
    private static final String[] SINGLE_KEYS = {"-icanon", "-echo", "min", "0", "time", "10"};

    private final Output output;
    private String saved = "";
    private boolean open;

    /** On the terminal of this process. */
    public FullScreen(Output output) {
        this.output = output;
    }

    /** Switches over. */
    public synchronized void open() {
        saved = Terminal.Stty.ask("-g");
        Terminal.Stty.ask(SINGLE_KEYS);
        open = true;
        output.text().append(ENTER);
    }

    /** Begins a new picture. */
    public void clear() {
        output.text().append(CLEAR);
    }

    /** Waits for a key, at most about a second, and tells whether it means the end, as a terminal that is gone does. */
    public boolean waitForEnd() {
        try (InputStream keys = Files.newInputStream(Path.of("/dev/tty"))) {
            int key = keys.read();
            return key == 'q' || key == 'Q';
        } catch (IOException e) {
            return true;
        }
    }

    /** Switches back, once. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        if (!saved.isEmpty()) {
            Terminal.Stty.ask(saved);
        }
        output.text().setLength(0);
        output.text().append(LEAVE);
        output.flush();
    }
}
