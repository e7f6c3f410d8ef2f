package io.processmaster.daemon.adapter.state;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.core.schedule.Handled;
import io.processmaster.daemon.core.schedule.Timetable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A job's timetable in the state file; the spans are one list of milliseconds, first and last tick of each in turn. */
final class TimetableJson {
    private TimetableJson() {}

    static JsonObject encode(Timetable timetable) {
        List<Long> handled = new ArrayList<>();
        for (Handled.Span span : timetable.handled().spans()) {
            handled.add(span.from().toEpochMilli());
            handled.add(span.to().toEpochMilli());
        }
        return JsonObject.builder()
                .put("rule", timetable.rule())
                .put("mark_ms", timetable.mark().toEpochMilli())
                .put("handled_ms", JsonArray.ofLongs(handled))
                .build();
    }

    static Timetable decode(JsonObject json) {
        List<Long> handled = json.array("handled_ms").longs();
        if (handled.size() % 2 != 0 || handled.size() > 2 * Handled.MOST) {
            throw new JsonException("\"handled_ms\" must hold at most " + Handled.MOST + " pairs");
        }
        List<Handled.Span> spans = new ArrayList<>();
        for (int i = 0; i < handled.size(); i += 2) {
            Instant from = Instant.ofEpochMilli(handled.get(i));
            Instant to = Instant.ofEpochMilli(handled.get(i + 1));
            if (to.isBefore(from)) {
                throw new JsonException("\"handled_ms\" must not run backwards");
            }
            spans.add(new Handled.Span(from, to));
        }
        return new Timetable(json.text("rule"), Instant.ofEpochMilli(json.integer("mark_ms")), new Handled(spans));
    }
}
