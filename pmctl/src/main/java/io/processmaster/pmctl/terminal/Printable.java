package io.processmaster.pmctl.terminal;

/** Keeps text that apps have a hand in from steering the terminal of the person who reads it. */
public final class Printable {
    private static final char ESCAPE = 0x1b;

    private Printable() {}

    /** The text as one line: line ends become spaces, other control characters {@code ?}. */
    public static String line(String text) {
        if (!hasControl(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '\n' || c == '\t' ? ' ' : isControl(c) ? '?' : c);
        }
        return out.toString();
    }

    /** Appends text of any number of lines; tabs and colours stay, everything else that steers is shown as {@code ?}. */
    public static void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int colour = c == ESCAPE ? colourEnd(text, i) : -1;
            if (colour > 0) {
                out.append(text, i, colour);
                i = colour - 1;
            } else if (c == '\n' || c == '\t') {
                out.append(c);
            } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                out.append(isControl(c) ? '?' : c);
            }
        }
    }

    // Behind ESC [ digits and semicolons m; anything else of the kind can move the cursor or worse.
    private static int colourEnd(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start + 1) != '[') {
            return -1;
        }
        int at = start + 2;
        while (at < text.length() && (text.charAt(at) == ';' || (text.charAt(at) >= '0' && text.charAt(at) <= '9'))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == 'm' ? at + 1 : -1;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    // With the marks that turn the direction of writing, which can make a line read as something else.
    private static boolean isControl(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029;
    }
}
