package io.processmaster.common.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.mindrot.jbcrypt.BCrypt;

/**
 * One user with the bcrypt hash of a password: {@code user:$2y$12$…}, as htpasswd and others write it.
 *
 * @param user without colons and control characters
 * @param cost the hash took two to the power of this many rounds
 * @param salt 22 characters of bcrypt's own base64
 * @param digest 31 characters of it
 */
public record HtpasswdEntry(String user, int cost, String salt, String digest) {
    /** The highest cost: a hash of it takes seconds already, and everybody who tries to log in causes one. */
    public static final int MOST_COST = 16;

    /** The lowest cost that bcrypt has. */
    static final int LEAST_COST = 4;

    private static final int MOST_USER_CHARACTERS = 255;
    private static final int HIGHEST_COST = 31;
    private static final int SALT = 22;
    private static final int DIGEST = 31;
    // $2y$12$
    private static final int PREFIX = 7;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final char[] STAND_IN = {'x'};

    /** Refuses what {@link #problemWith} would. */
    public HtpasswdEntry {
        Optional<String> problem = problemWith(text(user, cost, salt, digest));
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the entry " + problem.get());
        }
    }

    /** The entry in {@code text}; empty when it is none. */
    public static Optional<HtpasswdEntry> parse(String text) {
        if (problemWith(text).isPresent()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        String hash = text.substring(colon + 1);
        return Optional.of(new HtpasswdEntry(
                text.substring(0, colon),
                Integer.parseInt(hash.substring(4, 6)),
                hash.substring(PREFIX, PREFIX + SALT),
                hash.substring(PREFIX + SALT)));
    }

    /**
     * What is wrong with {@code text}, to be read after "the entry"; empty when nothing is.
     *
     * <p>The words never repeat anything of the hash.
     */
    public static Optional<String> problemWith(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.of("has no ':' between user and hash");
        }
        Optional<String> user = problemWithUser(text.substring(0, colon));
        if (user.isPresent()) {
            return Optional.of("has a user that " + user.get());
        }
        return problemWithHash(text.substring(colon + 1));
    }

    /** What is wrong with the name of a user, to be read after the quoted name; empty when nothing is. */
    public static Optional<String> problemWithUser(String user) {
        if (user.isEmpty()) {
            return Optional.of("is empty");
        }
        if (user.length() > MOST_USER_CHARACTERS) {
            return Optional.of("is longer than " + MOST_USER_CHARACTERS + " characters");
        }
        for (int i = 0; i < user.length(); i++) {
            if (user.charAt(i) == ':' || Character.isISOControl(user.charAt(i))) {
                return Optional.of("must not contain ':' or control characters");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemWithHash(String hash) {
        boolean bcrypt = hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
        if (!bcrypt) {
            return Optional.of("has no bcrypt hash, which begins with $2a$, $2b$ or $2y$");
        }
        if (hash.length() < PREFIX || !isDigit(hash.charAt(4)) || !isDigit(hash.charAt(5)) || hash.charAt(6) != '$') {
            return Optional.of("has no cost of two digits in its hash");
        }
        int cost = Integer.parseInt(hash.substring(4, 6));
        if (cost < LEAST_COST || cost > HIGHEST_COST) {
            return Optional.of("has a cost that is not from " + LEAST_COST + " to " + HIGHEST_COST);
        }
        if (cost > MOST_COST) {
            return Optional.of("has cost " + cost + ", which takes too long to check (at most " + MOST_COST + ")");
        }
        if (hash.length() != PREFIX + SALT + DIGEST) {
            return Optional.of("has a hash of " + hash.length() + " characters instead of " + (PREFIX + SALT + DIGEST));
        }
        for (int i = PREFIX; i < hash.length(); i++) {
            if (ALPHABET.indexOf(hash.charAt(i)) < 0) {
                return Optional.of("has a character in its hash that bcrypt does not use");
            }
        }
        return Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * An entry with a new salt.
     *
     * @param password one that {@link Passwords#problemWith} has no fault to find with
     * @param cost from 4 to {@link #MOST_COST}
     */
    public static HtpasswdEntry of(String user, char[] password, int cost) {
        Optional<String> problem = Passwords.problemWith(password);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the password " + problem.get());
        }
        String salt = BCrypt.gensalt(cost).substring(PREFIX, PREFIX + SALT);
        return new HtpasswdEntry(user, cost, salt, digest(password, cost, salt));
    }

    /**
     * Whether the entry is this user's and this password's; never throws.
     *
     * <p>It takes the same time whether user or password is wrong.
     */
    public boolean matches(String name, char[] password) {
        boolean usable = Passwords.problemWith(password).isEmpty();
        try {
            String found = digest(usable ? password : STAND_IN, cost, salt);
            boolean known = same(user, name);
            return same(digest, found) && known && usable;
        } catch (RuntimeException e) {
            // The library takes exception to what it does not like; such an entry matches nobody.
            return false;
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    // The library knows the oldest prefix only, which means the same. It takes a String, which cannot be wiped.
    private static String digest(char[] password, int cost, String salt) {
        return BCrypt.hashpw(new String(password), "$2a$" + digits(cost) + "$" + salt)
                .substring(PREFIX + SALT);
    }

    private static String digits(int cost) {
        return cost < 10 ? "0" + cost : Integer.toString(cost);
    }

    /** The line for a password file. */
    public String text() {
        return text(user, cost, salt, digest);
    }

    private static String text(String user, int cost, String salt, String digest) {
        return user + ":$2y$" + digits(cost) + "$" + salt + digest;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "HtpasswdEntry[" + user + "]";
    }
}
