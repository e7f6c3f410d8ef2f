package io.processmaster.pmctl.onjava;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks and sets the controlling terminal through {@code stty}. */
final class Stty {
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
