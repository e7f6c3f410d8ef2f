package io.processmaster.common.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/** Fetches the text of one configuration file, within bounds. */
public final class SourceText {
    /** The largest file that is read, in bytes. */
    public static final int MOST_BYTES = 1024 * 1024;

    private SourceText() {}

    /** The text of {@code file}; empty with a problem when it is not a small regular file of UTF-8 text. */
    static Optional<String> read(Path file, Problems problems) {
        Optional<byte[]> bytes = bytes(file, problems);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        return decode(bytes.get(), problems);
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) {
        try {
            if (!Files.exists(file)) {
                problems.add(Place.NONE, "cannot read the file: no such file");
                return Optional.empty();
            }
            // Before opening: opening a FIFO would wait for a writer.
            if (!Files.isRegularFile(file)) {
                problems.add(Place.NONE, "cannot read the file: not a regular file");
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    problems.add(
                            Place.NONE, "the file is larger than 1 MiB (split it, or remove what does not belong)");
                    return Optional.empty();
                }
                return Optional.of(bytes);
            }
        } catch (IOException e) {
            problems.add(Place.NONE, "cannot read the file: " + Faults.words(e));
            return Optional.empty();
        }
    }

    /** Decodes strictly: a wrong byte or a control character is a problem, never a replacement character. */
    static Optional<String> decode(byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            problems.add(end(text), "not UTF-8 text at this point (save the file as UTF-8)");
            return Optional.empty();
        }
        return firstUnprintable(text, problems) ? Optional.empty() : Optional.of(text);
    }

    private static boolean firstUnprintable(String text, Problems problems) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                problems.add(end(text.substring(0, i)), String.format("control character U+%04X (remove it)", c));
                return true;
            }
        }
        return false;
    }

    /** The place just after {@code text}, counted as the YAML reader counts. */
    private static Place end(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!half && (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)) {
                line++;
                column = 1;
            } else if (c != 0xFEFF) {
                column++;
            }
        }
        return new Place(line, column, text.codePointCount(0, text.length()));
    }
}
