package io.processmaster.pmctl.onjava;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a line that nobody else is to see; what it read is wiped here, and the caller wipes what it got.
 *
 * @param input standard input
 */
record HiddenInput(InputStream input) {
    private static final Path TERMINAL = Path.of("/dev/tty");
    // More than any password that is of use, and less than a person would wait for.
    private static final int MOST_BYTES = 1024;

    /** Whether standard input is a terminal, so that somebody can be asked. */
    public static boolean isTerminal() {
        return SttyScreen.isTerminal("/proc/self/fd/0");
    }

    /**
     * Asks on the terminal and reads the answer without showing it.
     *
     * @throws IOException when the terminal cannot be told to hide what is typed; nothing was read then
     */
    public char[] ask(String question) throws IOException {
        String before = Stty.ask("-g");
        if (before.isEmpty()) {
            throw new IOException("the terminal cannot be told to hide what is typed (use standard input instead)");
        }
        // An interrupted question must not leave a terminal behind that shows nothing.
        Thread restore = new Thread(() -> Stty.ask(before));
        Runtime.getRuntime().addShutdownHook(restore);
        try (OutputStream terminal = Files.newOutputStream(TERMINAL, StandardOpenOption.WRITE)) {
            Stty.ask("-echo");
            terminal.write(question.getBytes(StandardCharsets.UTF_8));
            char[] answer = line();
            terminal.write('\n');
            return answer;
        } finally {
            Stty.ask(before);
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    /**
     * Reads the first line without its end.
     *
     * @throws IOException when it is not UTF-8, or longer than any password
     */
    public char[] line() throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        try {
            int size = 0;
            for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
                if (size == MOST_BYTES) {
                    throw new IOException("the line is longer than " + MOST_BYTES + " bytes");
                }
                bytes[size++] = (byte) next;
            }
            return text(bytes, size > 0 && bytes[size - 1] == '\r' ? size - 1 : size);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static char[] text(byte[] bytes, int size) throws IOException {
        CharBuffer decoded;
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, size));
        } catch (CharacterCodingException e) {
            throw new IOException("the line is not UTF-8", e);
        }
        char[] text = new char[decoded.remaining()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        return text;
    }
}
