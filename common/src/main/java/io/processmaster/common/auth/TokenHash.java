package io.processmaster.common.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What a configuration keeps of a token: {@code sha256:} and 64 hexadecimal digits, or a bcrypt hash. */
public sealed interface TokenHash {
    /** How a SHA-256 hash begins in a configuration. */
    String SHA256 = "sha256:";

    /** Whether {@code token} is the one; takes the same time whichever character is wrong, and never throws. */
    boolean matches(String token);

    /** Whether finding out takes a processor for tens of milliseconds. */
    boolean isSlow();

    /** The hash in {@code text}; empty when it is none. */
    static Optional<TokenHash> parse(String text) {
        if (text.startsWith(SHA256)) {
            String digits = text.substring(SHA256.length()).toLowerCase(Locale.ROOT);
            return digits.matches("[0-9a-f]{64}") ? Optional.of(new Sha256(digits)) : Optional.empty();
        }
        return HtpasswdEntry.parse("token:" + text).map(Bcrypt::new);
    }

    /**
     * For tokens with as many random bits as a machine gives them.
     *
     * @param hex 64 hexadecimal digits in lower case
     */
    record Sha256(String hex) implements TokenHash {
        @Override
        public boolean matches(String token) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(digest, HexFormat.of().parseHex(hex));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isSlow() {
            return false;
        }

        /** Without the hash. */
        @Override
        public String toString() {
            return "TokenHash[sha256]";
        }
    }

    /** For tokens that a person thought of. */
    record Bcrypt(HtpasswdEntry entry) implements TokenHash {
        @Override
        public boolean matches(String token) {
            return entry.matches(entry.user(), token.toCharArray());
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }
}
