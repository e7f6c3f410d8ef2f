package io.processmaster.pmctl.onjava;

import io.processmaster.pmctl.command.LiveScreen;
import io.processmaster.pmctl.terminal.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal's second screen, with single keys read as they are pressed. */
final class FullScreen implements LiveScreen {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String CLEAR = "\u001b[H\u001b[2J";
    // Reads come back after a second without a key: the terminal keeps the time.
    private static final String[] SINGLE_KEYS = {"-icanon", "-echo", "min", "0", "time", "10"};

    private final Output output;
    private String saved = "";
    private boolean open;

    /** On the terminal of this process. */
    FullScreen(Output output) {
        this.output = output;
    }

    @Override
    public synchronized void open() {
        saved = Stty.ask("-g");
        Stty.ask(SINGLE_KEYS);
        open = true;
        output.text().append(ENTER);
    }

    @Override
    public void clear() {
        output.text().append(CLEAR);
    }

    @Override
    public boolean waitForEnd() {
        try (InputStream keys = Files.newInputStream(Path.of("/dev/tty"))) {
            int key = keys.read();
            return key == 'q' || key == 'Q';
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        if (!saved.isEmpty()) {
            Stty.ask(saved);
        }
        output.text().setLength(0);
        output.text().append(LEAVE);
        output.flush();
    }
}
