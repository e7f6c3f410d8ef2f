package io.processmaster.daemon.control;

import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import java.util.Map;

/** The kernel's files as objects: {@code name value} lines, {@code name k=v k=v} lines, or a single value. */
final class Figures {
    private Figures() {}

    static JsonObject of(Map<String, String> files) {
        JsonObject.Builder all = JsonObject.builder();
        files.forEach((name, text) -> all.put(name, file(text)));
        return all.build();
    }

    private static JsonValue file(String text) {
        JsonObject.Builder figures = JsonObject.builder();
        for (String line : text.split("\n", -1)) {
            String[] words = line.trim().split(" +", -1);
            if (words.length == 1 && !words[0].isEmpty()) {
                figures.put("value", value(words[0]));
            } else if (words.length == 2 && !words[1].contains("=")) {
                figures.put(words[0], value(words[1]));
            } else if (words.length >= 2) {
                figures.put(words[0], pairs(words));
            }
        }
        return figures.build();
    }

    private static JsonObject pairs(String[] words) {
        JsonObject.Builder pairs = JsonObject.builder();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                pairs.put(words[i].substring(0, equals), value(words[i].substring(equals + 1)));
            }
        }
        return pairs.build();
    }

    private static JsonValue value(String word) {
        return word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?") ? new JsonNumber(word) : new JsonText(word);
    }
}
