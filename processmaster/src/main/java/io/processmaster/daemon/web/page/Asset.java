package io.processmaster.daemon.web.page;

import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Endpoint;
import io.processmaster.daemon.web.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** One file for browsers, which keep it and only ask whether it is still the same. */
final class Asset implements Endpoint {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "json", "application/json",
            "txt", "text/plain",
            "webmanifest", "application/manifest+json");
    private static final int TAG_CHARACTERS = 32;

    private final String type;
    private final byte[] plain;
    private final byte[] zipped;
    private final String tag;

    private Asset(String type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        this.zipped = zip(plain);
        this.tag = "\"" + sha256(plain).substring(0, TAG_CHARACTERS) + "\"";
    }

    /** The file at that path below the console's files. */
    static Asset read(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(ending, "application/octet-stream");
        return new Asset(type, Resources.bytes("ui/" + path));
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Reply answer(Ask ask) {
        boolean zip = zipped.length < plain.length
                && ask.header("accept-encoding")
                        .filter(codings -> codings.toLowerCase(Locale.ROOT).contains("gzip"))
                        .isPresent();
        boolean same =
                ask.header("if-none-match").filter(tags -> tags.contains(tag)).isPresent();
        Reply reply =
                same ? Reply.text(304, "", "") : new Reply(200, type, Map.of(), new Reply.Bytes(zip ? zipped : plain));
        Reply marked = reply.with("ETag", tag)
                .with("Cache-Control", "private, no-cache")
                .with("Vary", "Accept-Encoding");
        return zip && !same ? marked.with("Content-Encoding", "gzip") : marked;
    }
}
