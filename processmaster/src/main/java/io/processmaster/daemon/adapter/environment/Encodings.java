package io.processmaster.daemon.adapter.environment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Decodes the values that are written in another form; messages never quote them. */
final class Encodings {
    private Encodings() {}

    /** Base 64, standard alphabet, padding optional, white space ignored. */
    static byte[] base64(String text) throws BadValue {
        try {
            return Base64.getDecoder().decode(compact(text));
        } catch (IllegalArgumentException wrong) {
            throw BadValue.permanent("its value is not base 64");
        }
    }

    /** Two hexadecimal digits per byte, an optional {@code 0x} before them, white space ignored. */
    static byte[] hex(String text) throws BadValue {
        String digits = compact(text);
        try {
            return HexFormat.of()
                    .parseHex(digits.startsWith("0x") || digits.startsWith("0X") ? digits.substring(2) : digits);
        } catch (IllegalArgumentException wrong) {
            throw BadValue.permanent("its value is not an even number of hexadecimal digits");
        }
    }

    /** The text in these bytes. */
    static String text(byte[] bytes, int count) throws BadValue {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw BadValue.permanent("its value is not UTF-8 text");
        }
        return checked(text);
    }

    /** The text itself, when a process can be given it. */
    static String checked(String text) throws BadValue {
        if (text.indexOf('\0') >= 0) {
            throw BadValue.permanent("its value contains a NUL character, which no environment can hold");
        }
        return text;
    }

    private static String compact(String text) {
        return text.replaceAll("\\s", "");
    }
}
