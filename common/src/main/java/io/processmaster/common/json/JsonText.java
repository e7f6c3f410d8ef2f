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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || isLoneSurrogate(text, i) || c == 0x2028 || c == 0x2029) {
                        escape(c, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
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
        out.append("\\u")
                .append(HEX.charAt(c >> 12 & 15))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
    }
}
