package io.processmaster.daemon.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values as they stand behind a question mark, and in the body of a form. */
public final class FormText {
    /** The most of them. */
    public static final int MOST = 100;

    private FormText() {}

    /** The decoded values by name; a name given twice is refused, since readers do not agree on which one counts. */
    public static Map<String, String> values(String raw) throws Malformed {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return values;
        }
        for (String pair : raw.split("&", MOST + 1)) {
            int equals = pair.indexOf('=');
            String name = PercentText.decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentText.decoded(pair.substring(equals + 1), true);
            if (values.putIfAbsent(name, value) != null) {
                throw new Malformed("a parameter that is given twice");
            }
            if (values.size() > MOST) {
                throw new Malformed("more than " + MOST + " parameters");
            }
        }
        return values;
    }
}
