package io.processmaster.daemon.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in which a percent sign and two digits stand for a byte of UTF-8; decoded exactly once, and strictly. */
public final class PercentText {
    private static final int HEX = 16;

    private PercentText() {}

    /**
     * What {@code raw} stands for.
     *
     * @param form whether a plus sign stands for a space, as in queries and forms
     */
    public static String decoded(String raw, boolean form) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(octet(raw, i));
                i += 2;
            } else if (c <= ' ' || c >= 0x7f) {
                throw new Malformed("a character that must be written with a percent sign");
            } else {
                bytes.write(form && c == '+' ? ' ' : c);
            }
        }
        return text(bytes.toByteArray());
    }

    private static int octet(String raw, int at) throws Malformed {
        int high = at + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(at + 1), HEX) : -1;
        int low = at + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(at + 2), HEX) : -1;
        if (high < 0 || low < 0 || raw.charAt(at + 1) > 'f' || raw.charAt(at + 2) > 'f') {
            throw new Malformed("a percent sign without two hexadecimal digits");
        }
        return high * HEX + low;
    }

    /** The text in {@code bytes}. */
    public static String text(byte[] bytes) throws Malformed {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new Malformed("a NUL character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new Malformed("bytes that are not UTF-8");
        }
    }
}
