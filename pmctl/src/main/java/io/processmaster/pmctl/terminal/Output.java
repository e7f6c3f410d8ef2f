package io.processmaster.pmctl.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output, gathered and written in one piece, and standard error. */
public final class Output {
    private final OutputStream out;
    private final OutputStream err;
    private final StringBuilder text = new StringBuilder(4096);

    /** Writes to these two; neither is closed. */
    public Output(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    /** What the next {@link #flush} writes. */
    public StringBuilder text() {
        return text;
    }

    /**
     * Writes what was gathered.
     *
     * @throws ReaderGone when nobody reads any more
     */
    public void flush() {
        if (text.length() == 0) {
            return;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new ReaderGone(e);
        }
    }

    /** Writes one line to standard error, behind everything gathered so far. */
    public void complain(String message) {
        advise("pmctl: " + message);
    }

    /** Writes one line to standard error as it is, below a complaint. */
    public void advise(String message) {
        flush();
        try {
            err.write((Printable.line(message) + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // Standard error was the last place where anything could be told.
        }
    }

    /** Standard output is closed, as by {@code head}, or its disk is full. */
    public static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private ReaderGone(IOException cause) {
            super(cause);
        }

        /** Whether a reader left, which is nobody's fault; otherwise output was lost. */
        public boolean isHarmless() {
            return String.valueOf(getCause().getMessage()).contains("Broken pipe");
        }
    }
}
