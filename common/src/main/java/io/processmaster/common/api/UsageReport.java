package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an app used over the last hour or so.
 *
 * @param application whom it concerns
 * @param intervalMs between two rows, milliseconds
 * @param columns the names of the figures of a row; each ends with its unit
 * @param rows oldest first; none while nothing was measured
 */
public record UsageReport(String application, long intervalMs, List<String> columns, List<Row> rows) {
    private static final String AT = "at_ms";

    /** Copies the lists. */
    public UsageReport {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * What was measured at one time.
     *
     * @param atMs when, milliseconds since 1970
     * @param figures one for each column; empty when it was not measured
     */
    public record Row(long atMs, List<OptionalDouble> figures) {
        /** Copies the list. */
        public Row {
            figures = List.copyOf(figures);
        }

        private JsonValue toJson() {
            List<JsonValue> values = new ArrayList<>(figures.size() + 1);
            values.add(JsonNumber.of(atMs));
            for (OptionalDouble figure : figures) {
                values.add(JsonNumber.orNull(figure));
            }
            return new JsonArray(values);
        }

        private static Row of(JsonArray json) {
            List<OptionalDouble> figures = new ArrayList<>();
            for (JsonValue value : json.values().subList(1, json.values().size())) {
                figures.add(
                        value instanceof JsonNumber number
                                ? OptionalDouble.of(number.asDouble())
                                : OptionalDouble.empty());
            }
            return new Row(((JsonNumber) json.values().get(0)).asLong(), figures);
        }
    }

    /** As an object of the protocol, in which the time is the first column. */
    public JsonObject toJson() {
        List<String> names = new ArrayList<>();
        names.add(AT);
        names.addAll(columns);
        return JsonObject.builder()
                .put("application", application)
                .put("interval_ms", intervalMs)
                .put("columns", JsonArray.ofTexts(names))
                .put("rows", JsonArray.of(rows, Row::toJson))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static UsageReport fromJson(JsonObject json) {
        List<String> names = json.array("columns").texts();
        List<Row> rows = new ArrayList<>();
        for (JsonValue row : json.array("rows").values()) {
            rows.add(Row.of((JsonArray) row));
        }
        return new UsageReport(
                json.text("application"), json.integer("interval_ms"), names.subList(1, names.size()), rows);
    }
}
