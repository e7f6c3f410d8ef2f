package io.processmaster.pmctl.terminal;

import io.processmaster.pmctl.host.Screen;
import java.util.Map;
import java.util.OptionalInt;

/** What standard output is connected to. */
public final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;
    private static final int MOST_WIDTH = 10_000;

    private final Screen screen;
    private final boolean interactive;
    private final boolean colours;
    private final String columns;

    private Terminal(Screen screen, boolean interactive, boolean colours, String columns) {
        this.screen = screen;
        this.interactive = interactive;
        this.colours = colours;
        this.columns = columns;
    }

    /**
     * Looks at standard output.
     *
     * @param screen of this process
     * @param environment of this process
     * @param plain whether colours are not wanted
     */
    public static Terminal ofThisProcess(Screen screen, Map<String, String> environment, boolean plain) {
        boolean interactive = screen.isTerminal();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean colours = interactive && !plain && !dumb && !noColor;
        return new Terminal(screen, interactive, colours, environment.getOrDefault("COLUMNS", ""));
    }

    /** A pipe or a file: no colours, lines of any width. */
    public static Terminal none() {
        return new Terminal(new Size(0, 0), false, false, "");
    }

    /** A terminal of {@code width} characters. */
    public static Terminal of(int width, boolean colours) {
        return new Terminal(new Size(width, 0), true, colours, "");
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

    private int asked() {
        int width = Math.min(MOST_WIDTH, screen.columns());
        return width > 0 ? width : USUAL_WIDTH;
    }

    /** How many lines the terminal has now; 24 when it does not say. */
    public int height() {
        int height = screen.lines();
        return height > 0 ? height : USUAL_HEIGHT;
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

    /** A screen whose size never changes. */
    private record Size(int columns, int lines) implements Screen {
        @Override
        public boolean isTerminal() {
            return columns > 0;
        }
    }
}
