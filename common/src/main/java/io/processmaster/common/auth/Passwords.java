package io.processmaster.common.auth;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What bcrypt can make use of. */
public final class Passwords {
    /** bcrypt does not look at what comes after so many bytes of UTF-8. */
    public static final int MOST_BYTES = 72;

    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private Passwords() {}

    /** What is wrong with a password, to be read after "the password"; empty when nothing is. */
    public static Optional<String> problemWith(char[] password) {
        if (password.length == 0) {
            return Optional.of("is empty");
        }
        for (char c : password) {
            if (c == '\0') {
                return Optional.of("contains a NUL character");
            }
        }
        byte[] room = new byte[password.length * MOST_BYTES_OF_A_CHARACTER];
        ByteBuffer bytes = ByteBuffer.wrap(room);
        boolean bad = StandardCharsets.UTF_8
                .newEncoder()
                .encode(CharBuffer.wrap(password), bytes, true)
                .isError();
        Arrays.fill(room, (byte) 0);
        if (bad) {
            return Optional.of("is not valid text");
        }
        int size = bytes.position();
        return size > MOST_BYTES
                ? Optional.of("is longer than " + MOST_BYTES + " bytes, and bcrypt would not look at the rest")
                : Optional.empty();
    }
}
