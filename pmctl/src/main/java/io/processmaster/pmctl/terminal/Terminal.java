package io.processmaster.pmctl.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** What standard output is connected to. */
public final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int MOST_WIDTH = 10_000;

    private final boolean interactive;
    private final boolean colours;
    private final String columns;

    private Terminal(boolean interactive, boolean colours, String columns) {
        this.interactive = interactive;
        this.colours = colours;
        this.columns = columns;
    }

    /**
     * Looks at standard output.
     *
     * @param environment of this process
     * @param plain whether colours are not wanted
     */
    public static Terminal ofThisProcess(Map<String, String> environment, boolean plain) {
        boolean interactive = isTerminal("/proc/self/fd/1");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                interactive, interactive && !plain && !dumb && !noColor, environment.getOrDefault("COLUMNS", ""));
    }

    /** A pipe or a file: no colours, lines of any width. */
    public static Terminal none() {
        return new Terminal(false, false, "");
    }

    /** A terminal of {@code width} characters. */
    public static Terminal of(int width, boolean colours) {
        return new Terminal(true, colours, Integer.toString(width));
    }

    // The JDK's Console cannot tell: before 22 it wants standard input to be a terminal as well.
    static boolean isTerminal(String descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of(descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a person watches. */
    public boolean isInteractive() {
        return interactive;
    }

    /** Whether colours are wanted. */
    public boolean hasColours() {
        return colours;
    }

    /** How many characters fit into a line; empty when any number does. */
    public OptionalInt width() {
        if (!interactive) {
            return OptionalInt.empty();
        }
        int told = number(columns);
        return OptionalInt.of(told > 0 ? told : asked());
    }

    private static int asked() {
        String size = Stty.ask("size");
        int space = size.indexOf(' ');
        int width = space < 0 ? 0 : number(size.substring(space + 1));
        return width > 0 ? width : USUAL_WIDTH;
    }

    /** How many lines the terminal has now; 24 when it does not say. */
    public int height() {
        String size = Stty.ask("size");
        int space = size.indexOf(' ');
        int height = space < 0 ? 0 : number(size.substring(0, space));
        return height > 0 ? height : 24;
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Math.min(MOST_WIDTH, Integer.parseInt(text));
    }

    /** Asks and sets the controlling terminal through {@code stty}. */
    static final class Stty {
        private Stty() {}

        /** What {@code stty} prints for {@code words}; empty when there is no terminal. */
        static String ask(String... words) {
            String[] command = new String[words.length + 1];
            command[0] = "stty";
            System.arraycopy(words, 0, command, 1, words.length);
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                return process.waitFor() == 0 ? text.strip() : "";
            } catch (IOException e) {
                return "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }
    }
}
