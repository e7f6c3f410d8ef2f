package io.processmaster.common.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON document, strictly as RFC 8259 says, duplicate names refused. */
public final class JsonReader {
    /** How deep lists and objects may be nested. */
    public static final int MAX_DEPTH = 64;

    private final char[] text;
    private final Names names;
    private final int mostValues;
    private int values;
    private int at;
    private int depth;

    private JsonReader(char[] text, int mostValues) {
        this.text = text;
        this.names = new Names(text);
        this.mostValues = mostValues;
    }

    /** The one value in {@code text}; anything else fails with a {@link JsonException}. */
    public static JsonValue read(String text) {
        return read(text, Integer.MAX_VALUE);
    }

    /** The same for text that nobody vouches for: more than {@code mostValues} values in all fail too. */
    public static JsonValue read(String text, int mostValues) {
        return read(text.toCharArray(), mostValues);
    }

    private static JsonValue read(char[] text, int mostValues) {
        JsonReader reader = new JsonReader(text, mostValues);
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length) {
            throw reader.bad("unexpected text after the value");
        }
        return value;
    }

    /** The one object in {@code text}; anything else fails with a {@link JsonException}. */
    public static JsonObject readObject(String text) {
        return object(read(text));
    }

    /** The same of UTF-8 in {@code bytes} from {@code start} to before {@code end}, without a string of all of it. */
    public static JsonObject readObject(byte[] bytes, int start, int end) {
        return object(read(characters(bytes, start, end), Integer.MAX_VALUE));
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("not an object");
    }

    private static char[] characters(byte[] bytes, int start, int end) {
        char[] text = new char[end - start];
        for (int i = 0; i < text.length; i++) {
            byte one = bytes[start + i];
            if (one < 0) {
                return new String(bytes, start, end - start, StandardCharsets.UTF_8).toCharArray();
            }
            text[i] = (char) one;
        }
        return text;
    }

    private JsonValue value() {
        skipSpace();
        if (at >= text.length) {
            throw bad("unexpected end");
        }
        if (++values > mostValues) {
            throw bad("more than " + mostValues + " values");
        }
        char c = text[at];
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonText(string());
            case 't' -> literal("true", JsonBool.of(true));
            case 'f' -> literal("false", JsonBool.of(false));
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonValue literal(String word, JsonValue value) {
        boolean there = text.length - at >= word.length();
        for (int i = 0; there && i < word.length(); i++) {
            there = text[at + i] == word.charAt(i);
        }
        if (!there) {
            throw bad("unexpected word");
        }
        at += word.length();
        return value;
    }

    private JsonObject object() {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!closes('}')) {
            do {
                skipSpace();
                if (at >= text.length || text[at] != '"') {
                    throw bad("a name in double quotes is expected");
                }
                String name = name();
                skipSpace();
                expect(':');
                if (members.put(name, value()) != null) {
                    throw bad("\"" + name + "\" is given twice");
                }
            } while (continues('}'));
        }
        depth--;
        return new JsonObject(Members.owning(members));
    }

    private JsonArray array() {
        enter();
        List<JsonValue> values = new ArrayList<>();
        if (!closes(']')) {
            do {
                values.add(value());
            } while (continues(']'));
        }
        depth--;
        return new JsonArray(values);
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw bad("nested deeper than " + MAX_DEPTH);
        }
    }

    private boolean closes(char end) {
        skipSpace();
        if (at < text.length && text[at] == end) {
            at++;
            return true;
        }
        return false;
    }

    private boolean continues(char end) {
        if (closes(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char c) {
        if (at >= text.length || text[at] != c) {
            throw bad("'" + c + "' is expected");
        }
        at++;
    }

    private String name() {
        int start = at + 1;
        int end = names.endOfPlain(start);
        if (end < 0) {
            return string();
        }
        at = end + 1;
        return names.of(start, end);
    }

    private String string() {
        int start = ++at;
        while (at < text.length) {
            char c = text[at];
            if (c == '"') {
                return new String(text, start, at++ - start);
            }
            if (c == '\\') {
                return stringWithEscapes(start);
            }
            if (c < 0x20) {
                throw bad("a control character must be escaped");
            }
            at++;
        }
        throw bad("a string does not end");
    }

    private String stringWithEscapes(int start) {
        StringBuilder out = new StringBuilder().append(text, start, at - start);
        while (at < text.length) {
            char c = text[at++];
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw bad("a control character must be escaped");
            }
            out.append(c == '\\' ? escape() : c);
        }
        throw bad("a string does not end");
    }

    private char escape() {
        char c = at < text.length ? text[at++] : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw bad("unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length ? Character.digit(text[at], 16) : -1;
            if (digit < 0 || text[at] > 'f') {
                throw bad("four hexadecimal digits are expected");
            }
            at++;
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private JsonNumber number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        return new JsonNumber(new String(text, start, at - start));
    }

    private boolean skip(char c) {
        if (at < text.length && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void digits() {
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw bad("a value is expected");
        }
    }

    private void skipSpace() {
        while (at < text.length && isSpace(text[at])) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private JsonException bad(String what) {
        return new JsonException("not JSON at character " + (at + 1) + ": " + what);
    }
}
