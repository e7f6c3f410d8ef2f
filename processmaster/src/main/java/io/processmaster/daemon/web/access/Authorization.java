package io.processmaster.daemon.web.access;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a header {@code Authorization} says. */
sealed interface Authorization {
    /** The longest header that is read. */
    int MOST_CHARACTERS = 2_048;

    /** Name and password; never printed. */
    record Basic(String user, String password) implements Authorization {
        @Override
        public String toString() {
            return "Basic";
        }
    }

    /** A token; never printed. */
    record Bearer(String token) implements Authorization {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** Nothing that this server understands. */
    record Unreadable() implements Authorization {}

    /** Reads a header; never throws. */
    static Authorization read(String header) {
        int space = header.indexOf(' ');
        if (header.length() > MOST_CHARACTERS || space < 0) {
            return new Unreadable();
        }
        String scheme = header.substring(0, space);
        String value = header.substring(space).strip();
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value).orElseGet(Unreadable::new);
        }
        boolean bearer = scheme.equalsIgnoreCase("Bearer") && value.matches("[A-Za-z0-9._~+/=!$%^&*:@-]+");
        return bearer ? new Bearer(value) : new Unreadable();
    }

    private static Optional<Authorization> basic(String value) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(value)));
            String pair = text.toString();
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Basic(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
