package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LogChunk;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.daemon.core.usage.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/websocket.md} against the code. */
class WebSocketReferenceTest {
    private static final Path PAGE = Path.of("../docs/websocket.md");
    private static final String WISH = "{\"watch\":\"web\"}";

    private final FakeLive live = new FakeLive();

    /** The examples of one section. */
    private static List<JsonObject> examples(String path) throws IOException {
        String page = Files.readString(PAGE);
        String rest = page.substring(page.indexOf("\n## " + path + "\n") + 1);
        int next = rest.indexOf("\n## ");
        List<JsonObject> examples = new ArrayList<>();
        (next < 0 ? rest : rest.substring(0, next))
                .lines()
                .filter(line -> line.startsWith("{\"type\""))
                .forEach(line -> examples.add(JsonReader.readObject(line)));
        return examples;
    }

    private static Map<String, Set<String>> keys(List<JsonObject> messages) {
        Map<String, Set<String>> keys = new TreeMap<>();
        messages.forEach(message -> keys.computeIfAbsent(message.text("type"), type -> new TreeSet<>())
                .addAll(message.members().keySet()));
        return keys;
    }

    private static List<JsonObject> parse(List<String> texts) {
        return texts.stream().map(JsonReader::readObject).toList();
    }

    /** All messages that there are: a client that comes, falls behind, and hears of changes. */
    private List<JsonObject> spoken(Dialect dialect) {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        FakeLink link = new FakeLink(5);
        List<JsonObject> messages = new ArrayList<>();
        try (Broadcast broadcast = new Broadcast(live, 0, () -> {})) {
            Viewer viewer = new Viewer(link, dialect, () -> {});
            viewer.listen();
            broadcast.turn(List.of(viewer), 0);
            for (int i = 1; i < 9; i++) {
                broadcast.turn(List.of(), i * Broadcast.TICK.toNanos());
            }
            messages.addAll(parse(link.takeAll()));
            live.fleet.stopped("web", "stopped");
            live.fleet.publish();
            broadcast.turn(List.of(), 9 * Broadcast.TICK.toNanos());
            messages.addAll(parse(link.takeAll()));
            live.fleet.running("web", 8, "started");
            live.fleet.publish();
            live.happen("started");
            link.say(WISH);
            live.look(2_000_000);
            broadcast.turn(List.of(), 9 * Broadcast.TICK.toNanos() + Broadcast.TOGETHER.toNanos());
            messages.addAll(parse(link.takeAll()));
            broadcast.turn(List.of(), 10 * Broadcast.TICK.toNanos());
            messages.addAll(parse(link.takeAll()));
        }
        return messages;
    }

    @Test
    void theExamplesOfTheConsolesOwnSocketHaveTheShapeOfItsMessages() throws IOException {
        List<JsonObject> examples = examples("/ws/live");
        assertThat(keys(examples))
                .isEqualTo(keys(spoken(new LiveDialect(true))))
                .hasSize(7);
        assertThat(Files.readString(PAGE)).contains(WISH);
        JsonObject rows = examples.stream()
                .filter(example -> example.text("type").equals("rows"))
                .findFirst()
                .orElseThrow();
        assertThat(UsageReport.fromJson(rows).columns()).isEqualTo(Column.wireNames());
        JsonObject apps = examples.get(1);
        assertThat(apps.array("apps").objects(AppStatus::fromJson)).hasSize(1);
        assertThat(examples.stream()
                        .filter(example -> example.text("type").equals("events"))
                        .flatMap(example -> example.array("events").objects(EventEntry::fromJson).stream()))
                .hasSize(1);
    }

    @Test
    void theExamplesOfPmDaemonsSocketHaveTheShapeOfItsMessages() throws IOException {
        List<JsonObject> examples = examples("/ws");
        List<JsonObject> spoken = spoken(new PmDialect());
        assertThat(keys(examples)).isEqualTo(keys(spoken)).hasSize(4);
        Set<String> process = spoken.get(0)
                .array("processes")
                .objects(p -> p.members().keySet())
                .get(0);
        assertThat(examples.get(0).array("processes").objects(p -> p.members().keySet()))
                .containsExactly(process);
        assertThat(examples.get(1).object("process").members().keySet()).isEqualTo(process);
        assertThat(examples.get(2).object("metrics").members().keySet())
                .isEqualTo(spoken.get(1).object("metrics").members().keySet());
    }

    @Test
    void theExamplesOfTheLogsSocketHaveTheShapeOfItsMessages() throws IOException {
        FakeLink link = new FakeLink(2);
        LogSink sink = new LogSink(link, Duration.ZERO);
        sink.begin();
        assertThat(sink.offer(new LogChunk("web", "stdout.log", "a\n"))).isTrue();
        assertThat(sink.offer(new LogChunk("web", "stdout.log", "b\n"))).isTrue();
        List<JsonObject> spoken = new ArrayList<>(parse(link.takeAll()));
        assertThat(sink.isOpen()).isTrue();
        sink.end("over");
        spoken.addAll(parse(link.takeAll()));
        List<JsonObject> examples = examples("/ws/logs");
        assertThat(keys(examples)).isEqualTo(keys(spoken)).hasSize(4);
        assertThat(examples.get(1).array("chunks").objects(LogChunk::fromJson)).hasSize(1);
    }
}
