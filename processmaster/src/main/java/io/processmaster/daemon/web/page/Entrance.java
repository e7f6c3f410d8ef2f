package io.processmaster.daemon.web.page;

import io.processmaster.daemon.web.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page that asks a person who they are. It has its style in itself, since nothing else is served before they said it. */
final class Entrance {
    private static final String STYLE = Resources.text("login.css");
    private static final String PAGE = Resources.text("login.html").replace("{{style}}", STYLE);
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Entrance() {}

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The empty form. */
    static Reply form() {
        return page(401, "");
    }

    /**
     * The form with a word on what went wrong.
     *
     * @param notice plain words without markup
     */
    static Reply again(int status, String notice) {
        return page(status, "<p role=\"alert\">" + notice + "</p>");
    }

    private static Reply page(int status, String notice) {
        // Without a referrer, a browser would send the origin "null" with the form.
        return Reply.text(status, "text/html", PAGE.replace("{{notice}}", notice))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin");
    }
}
