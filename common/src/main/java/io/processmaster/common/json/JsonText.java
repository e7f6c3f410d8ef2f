package io.processmaster.common.json;

/**
 * A string.
 *
 * @param value its characters, without escapes
 */
public record JsonText(String value) implements JsonValue {
    private static final String HEX = "0123456789abcdef";

    @Override
    public void writeTo(StringBuilder out) {
        quote(value, out);
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        // Nearly every text is plain to its end and goes over in one piece.
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
            if (!plain && isEscaped(text, i)) {
                out.append(text, written, i);
                escape(c, out);
                written = i + 1;
            }
        }
        if (written == 0) {
            out.append(text);
        } else {
            out.append(text, written, text.length());
        }
        out.append('"');
    }

    private static boolean isEscaped(String text, int i) {
        char c = text.charAt(i);
        return c < 0x20 || c == '"' || c == '\\' || c == 0x7f || c == 0x2028 || c == 0x2029 || isLoneSurrogate(text, i);
    }

    // Half a pair cannot be written as UTF-8; escaped it survives the way and back.
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX.charAt(c >> 12 & 15))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
        }
    }
}
