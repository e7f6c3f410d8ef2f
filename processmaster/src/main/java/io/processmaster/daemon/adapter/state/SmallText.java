package io.processmaster.daemon.adapter.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file of the state directory whole, within bounds. */
final class SmallText {
    private SmallText() {}

    /**
     * The text of {@code file}, which must be UTF-8.
     *
     * @throws NoSuchFileException when it is not there
     * @throws IOException when it is something else than a regular file of UTF-8 text of that size
     */
    static String read(Path file, long mostBytes) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!facts.isRegularFile()) {
            throw new IOException("not a regular file");
        }
        if (facts.size() > mostBytes) {
            throw new IOException("larger than " + mostBytes + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-8 text", e);
        }
    }
}
