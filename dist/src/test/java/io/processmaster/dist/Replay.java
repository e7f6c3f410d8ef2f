package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Passes requests on to a real daemon once, and gives the same answer to whoever asks the same thing again. What
 * happened, happened a year before, so that ages read the same for a while.
 */
final class Replay implements AutoCloseable {
    private static final Pattern MOMENT = Pattern.compile("\"((?:ts|at|[a-z_]+_at)_ms)\":(\\d+)");
    private static final long YEAR_MS = 365L * 24 * 3_600_000;

    private final Path daemon;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final StandIn front;

    private Replay(Path socket, Path daemon) {
        this.daemon = daemon;
        this.front = StandIn.at(socket, this::answer);
    }

    /** Listens at {@code socket} and asks at {@code daemon}. */
    static Replay between(Path socket, Path daemon) {
        return new Replay(socket, daemon);
    }

    private List<String> answer(JsonObject request) {
        String method = request.text("method");
        String params = request.object("params").compact();
        JsonObject answer = JsonReader.readObject(answers.computeIfAbsent(method + params, asked -> {
            try (RawConnection connection = RawConnection.coBuilt(daemon)) {
                return aged(connection.ask(method, params));
            }
        }));
        JsonObject.Builder own = JsonObject.builder();
        answer.members().forEach(own::put);
        return List.of(own.put("id", request.integer("id")).build().compact());
    }

    private static String aged(String answer) {
        return MOMENT.matcher(answer)
                .replaceAll(each -> "\"" + each.group(1) + "\":" + (Long.parseLong(each.group(2)) - YEAR_MS));
    }

    /** What was asked since the last call. */
    List<String> heard() {
        return front.heard();
    }

    @Override
    public void close() {
        front.close();
    }
}
