package io.processmaster.daemon.web.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks of a PEM file; what stands between them does not matter. */
final class Pem {
    /** The largest file. */
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private Pem() {}

    /**
     * One block.
     *
     * @param label what it says it is
     * @param body base64, perhaps with headers before it
     */
    record Block(String label, String body) {
        /** Its bytes. */
        byte[] bytes(Path file) throws BadIdentity {
            try {
                return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw new BadIdentity("cannot read " + file + ": the block " + label + " is damaged");
            }
        }
    }

    /** The blocks of a file in their order. */
    static List<Block> read(Path file) throws BadIdentity {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new BadIdentity("cannot read " + file + ": no such file");
        } catch (IOException e) {
            throw new BadIdentity("cannot read " + file + ": " + e.getMessage());
        }
        if (bytes.length > MOST_BYTES) {
            throw new BadIdentity("cannot read " + file + ": it is larger than " + MOST_BYTES + " bytes");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }
}
