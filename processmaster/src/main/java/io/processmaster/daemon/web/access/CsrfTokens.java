package io.processmaster.daemon.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tokens that prove that a request was sent by a page of this console, for they are in the page and in a cookie.
 *
 * <p>Each belongs to a user: one that somebody planted in the browser of another does not count.
 */
public final class CsrfTokens {
    private static final int RANDOM_BYTES = 18;
    private static final int MOST_CHARACTERS = 128;
    private static final String PURPOSE = "csrf";

    private final KeyedDigest digest;
    private final SecureRandom random;

    /** Tokens that end with this process. */
    public CsrfTokens(KeyedDigest digest, SecureRandom random) {
        this.digest = digest;
        this.random = random;
    }

    /** A new token, of letters, digits, {@code -}, {@code _} and one dot. */
    public String issue(String user) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String chance = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return chance + "." + digest.of(PURPOSE, user, chance);
    }

    /** Whether cookie and header are the same token and it is one of this user; takes the same time for all wrong ones. */
    public boolean isValid(String cookie, String header, String user) {
        int dot = cookie.indexOf('.');
        if (dot < 0 || cookie.length() > MOST_CHARACTERS || header.length() > MOST_CHARACTERS) {
            return false;
        }
        String expected = digest.of(PURPOSE, user, cookie.substring(0, dot));
        boolean own = same(expected, cookie.substring(dot + 1));
        return same(cookie, header) && own;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
