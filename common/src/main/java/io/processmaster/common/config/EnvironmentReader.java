package io.processmaster.common.config;

import io.processmaster.common.spec.EnvironmentEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads declared environment variables; no message repeats a value. */
final class EnvironmentReader {
    private static final String KEY = "process.environment";
    private static final String FILE = "@file://";
    private static final String BASE64 = "@base64://";
    private static final String B64 = "@b64://";
    private static final String HEX = "@hex://";

    private final Fields fields;
    private final Map<String, Integer> seen = new HashMap<>();

    private EnvironmentReader(Fields fields) {
        this.fields = fields;
    }

    /** The good variables in their order. */
    static List<EnvironmentEntry> read(Fields fields) {
        EnvironmentReader reader = new EnvironmentReader(fields);
        List<EnvironmentEntry> entries = new ArrayList<>();
        for (int position : fields.positions(KEY)) {
            reader.entry(position).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<EnvironmentEntry> entry(int position) {
        String nameKey = KEY + "[" + position + "].name";
        String valueKey = KEY + "[" + position + "].value";
        fields.requirePresence(nameKey);
        fields.requirePresence(valueKey);
        Optional<String> name = fields.declared(nameKey).map(YamlNode.Scalar::text);
        name.ifPresent(text -> checkName(nameKey, text, position));
        Optional<String> value = fields.declared(valueKey).map(YamlNode.Scalar::text);
        value.flatMap(EnvironmentReader::problemWithValue).ifPresent(problem -> fields.problem(valueKey, problem));
        return name.flatMap(n -> value.map(v -> new EnvironmentEntry(n, v)));
    }

    private void checkName(String key, String name, int position) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            // Not quoted: a "NAME=value" in the wrong place holds the value.
            fields.problem(key, "must be letters, digits and '_' only, not beginning with a digit");
            return;
        }
        Integer first = seen.putIfAbsent(name, position);
        if (first != null) {
            fields.problem(key, Shown.quoted(name) + " is declared twice (first as " + KEY + "[" + first + "])");
        }
    }

    /** What is wrong with a value, in words that do not repeat it; the launch reads it by the same rules. */
    private static Optional<String> problemWithValue(String declared) {
        if (declared.indexOf('\0') >= 0) {
            return Optional.of("contains a NUL character");
        }
        String value = declared.strip();
        if (value.startsWith(FILE)) {
            return PathRules.problemWith(value.substring(FILE.length()))
                    .map(problem -> "the path after @file:// " + problem);
        }
        for (String form : List.of(BASE64, B64, HEX)) {
            if (value.startsWith(form)) {
                return problemWithCode(form, value.substring(form.length()).replaceAll("\\s", ""));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemWithCode(String form, String code) {
        try {
            for (byte b : form.equals(HEX) ? hex(code) : Base64.getDecoder().decode(code)) {
                if (b == 0) {
                    return Optional.of("decodes to text with a NUL character");
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // The cause quotes characters of the secret.
            String kind = form.equals(HEX) ? "hexadecimal text (two digits per byte)" : "base64 text";
            return Optional.of("is not valid " + kind + " after " + form);
        }
    }

    private static byte[] hex(String code) {
        return HexFormat.of().parseHex(code.startsWith("0x") || code.startsWith("0X") ? code.substring(2) : code);
    }
}
