package io.processmaster.daemon.adapter.history;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.daemon.adapter.disk.ExitJson;
import io.processmaster.daemon.core.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One finished run as one line of JSON, bounded. */
final class RunLine {
    /** How many lines of standard error are kept, the last ones. */
    static final int MAX_TAIL_LINES = 30;

    /** How much of standard error is kept, in bytes of UTF-8. */
    static final int MAX_TAIL_BYTES = 8 << 10;

    /** Longest trigger, reason and outcome, in bytes of UTF-8. */
    static final int MAX_TEXT = 1_024;

    /** No line is longer, in bytes; the bounds above see to that, for a byte is six of JSON at the most. */
    static final int MAX_BYTES = 96 << 10;

    // Beyond this a number is the work of a damaged disk, and counting on from it would overflow one day.
    private static final long MAX_RUN = 1L << 53;

    private RunLine() {}

    /** Without the line break. */
    static String encode(RunRecord run) {
        return JsonObject.builder()
                .put("run", run.run())
                .put("trigger", cut(run.trigger()))
                .put("reason", cut(run.reason()))
                .put("started_at_ms", run.startedAtMs())
                .put("ended_at_ms", run.endedAtMs())
                .put("exit", ExitJson.encode(run.exit()))
                .put("oom_killed", run.oomKilled())
                .put("outcome", cut(run.outcome()))
                .put("stderr_tail", JsonArray.ofTexts(lastLines(run.stderrTail())))
                .build()
                .compact();
    }

    /** The run, unless the line is damaged. */
    static Optional<RunRecord> decode(String line) {
        try {
            JsonObject json = JsonReader.readObject(line);
            long run = json.integer("run");
            if (run < 0 || run > MAX_RUN) {
                return Optional.empty();
            }
            return Optional.of(new RunRecord(
                    run,
                    json.text("trigger"),
                    json.text("reason"),
                    json.integer("started_at_ms"),
                    json.integer("ended_at_ms"),
                    ExitJson.decode(json.object("exit")),
                    json.bool("oom_killed"),
                    json.text("outcome"),
                    json.array("stderr_tail").texts()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static List<String> lastLines(List<String> lines) {
        Deque<String> kept = new ArrayDeque<>();
        int room = MAX_TAIL_BYTES;
        for (int i = lines.size() - 1; i >= 0 && kept.size() < MAX_TAIL_LINES && room > 0; i--) {
            String line = beginning(lines.get(i), room);
            room -= line.getBytes(StandardCharsets.UTF_8).length + 1;
            kept.addFirst(line);
        }
        return List.copyOf(kept);
    }

    private static String beginning(String line, int maxBytes) {
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return line.substring(0, i);
            }
            i += Character.charCount(point);
        }
        return line;
    }

    private static String cut(String text) {
        return beginning(text, MAX_TEXT);
    }
}
