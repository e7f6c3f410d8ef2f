package io.processmaster.daemon.web.live;

import java.nio.charset.StandardCharsets;

/** How a header names the file as which an answer is to be saved: RFC 6266, with the encoding of RFC 8187. */
final class Attachment {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-._~";
    private static final int MOST_CHARACTERS = 200;

    private Attachment() {}

    /** Old clients take the first form, in which whatever is not harmless is an underscore; others take the exact one. */
    static String disposition(String fileName) {
        String name = fileName.isEmpty() ? "log" : fileName;
        return "attachment; filename=\"" + harmless(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static boolean isHarmless(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || PLAIN.indexOf(c) >= 0;
    }

    private static String harmless(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .limit(MOST_CHARACTERS)
                .forEach(c -> plain.append(isHarmless(c) ? Character.toString(c) : "_"));
        return plain.toString();
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(MOST_CHARACTERS)
                .forEach(c -> encode(Character.toString(c).getBytes(StandardCharsets.UTF_8), text));
        return text.toString();
    }

    private static void encode(byte[] bytes, StringBuilder text) {
        for (byte b : bytes) {
            if (b > 0 && isHarmless(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
    }
}
