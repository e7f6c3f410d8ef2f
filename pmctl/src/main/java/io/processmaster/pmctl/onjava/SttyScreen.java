package io.processmaster.pmctl.onjava;

import io.processmaster.pmctl.host.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal by way of {@code stty}. */
final class SttyScreen implements Screen {
    private static final int MOST_DIGITS = 5;

    @Override
    public boolean isTerminal() {
        return isTerminal("/proc/self/fd/1");
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

    @Override
    public int columns() {
        String size = Stty.ask("size");
        int space = size.indexOf(' ');
        return space < 0 ? 0 : number(size.substring(space + 1));
    }

    @Override
    public int lines() {
        String size = Stty.ask("size");
        int space = size.indexOf(' ');
        return space < 0 ? 0 : number(size.substring(0, space));
    }

    private static int number(String text) {
        boolean good =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return good ? Integer.parseInt(text) : 0;
    }
}
