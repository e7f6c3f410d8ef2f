package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One entry as one line of the journal file, with the names that {@code pmctl events --format json} shows. */
final class EntryLine {
    /** No line is longer, in bytes; the bounds of {@link Plain} see to that. */
    static final int MAX_BYTES = 64 << 10;

    /** Beyond this a number is the work of a damaged disk, and counting on from it would overflow one day. */
    static final long MAX_SEQ = 1L << 53;

    private EntryLine() {}

    /** Without the line break. */
    static String encode(JournalEntry entry) {
        JsonObject.Builder data = JsonObject.builder();
        entry.data().forEach(data::put);
        return JsonObject.builder()
                .put("seq", entry.seq())
                .put("ts_ms", entry.epochMillis())
                .put("component", entry.component())
                .put("app", entry.app().map(AppName::text))
                .put("event", entry.event())
                .put("message", entry.message())
                .put("data", data.build())
                .build()
                .compact();
    }

    /** The entry, unless the line is damaged. */
    static Optional<JournalEntry> decode(String line) {
        if (line.isEmpty() || line.charAt(0) != '{') {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonReader.readObject(line);
            long seq = json.integer("seq");
            if (seq < 1 || seq > MAX_SEQ) {
                return Optional.empty();
            }
            return Optional.of(new JournalEntry(
                    seq,
                    json.integer("ts_ms"),
                    json.text("component"),
                    json.findText("app").map(AppName::new),
                    json.text("event"),
                    json.text("message"),
                    facts(json.object("data"))));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> facts(JsonObject json) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
            JsonValue value = member.getValue();
            if (value != JsonNull.NULL) {
                facts.put(member.getKey(), value instanceof JsonText text ? text.value() : value.compact());
            }
        }
        return facts;
    }
}
