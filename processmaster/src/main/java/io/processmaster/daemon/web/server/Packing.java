package io.processmaster.daemon.web.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Texts as they go over WebSockets: large ones compressed, for clients that asked for it; any thread may call.
 *
 * <p>The state of a thousand apps is told to everybody who comes, in the same words. So the last large text is kept as it
 * was packed: when all come back at once, it is packed once.
 */
final class Packing {
    /** A text of fewer characters is not worth it. */
    static final int LARGE = 8 << 10;

    private String lastText = "";
    private byte[] lastPacked = {};

    /**
     * What is sent.
     *
     * @param bytes of one message
     * @param packed whether they are compressed, and go as a binary message
     */
    record Parcel(ByteBuffer bytes, boolean packed) {
        int size() {
            return bytes.limit();
        }
    }

    /** The text for a client, which takes compressed ones or not. */
    Parcel of(String text, boolean taken) {
        return taken && text.length() >= LARGE
                ? new Parcel(ByteBuffer.wrap(packed(text)), true)
                : new Parcel(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    private synchronized byte[] packed(String text) {
        if (!lastText.equals(text)) {
            lastPacked = gzip(text);
            lastText = text;
        }
        return lastPacked;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(text.length() / 8);
        try (GZIPOutputStream packer = new GZIPOutputStream(all)) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }
}
