package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class PmDialectTest {
    private static final long TICK = Broadcast.TICK.toNanos();

    private final FakeLive live = new FakeLive();
    private final FakeLink link = new FakeLink(4);

    private List<JsonObject> turn(Broadcast broadcast, long now) {
        broadcast.turn(List.of(), now);
        return link.takeAll().stream().map(JsonReader::readObject).toList();
    }

    private static List<String> types(List<JsonObject> messages) {
        return messages.stream().map(message -> message.text("type")).toList();
    }

    private Broadcast begin() {
        live.fleet.running("web", 7, "started");
        live.fleet.failed("db", "exited with code 1 three times");
        live.fleet.publish();
        Broadcast broadcast = new Broadcast(live, 0, () -> {});
        Viewer viewer = new Viewer(link, new PmDialect(), () -> {});
        viewer.listen();
        broadcast.turn(List.of(viewer), 0);
        return broadcast;
    }

    @Test
    void theListComesAtOnceAndAtEachTickBehindTheHost() {
        try (Broadcast broadcast = begin()) {
            assertThat(types(turn(broadcast, 1))).containsExactly("ProcessList", "SystemUpdate");
            assertThat(types(turn(broadcast, TICK))).containsExactly("SystemUpdate", "ProcessList");
        }
    }

    @Test
    void theValuesAreTrue() {
        try (Broadcast broadcast = begin()) {
            List<JsonObject> told = turn(broadcast, 1);
            JsonObject db = told.get(0).array("processes").objects(p -> p).get(0);
            JsonObject web = told.get(0).array("processes").objects(p -> p).get(1);
            assertThat(db.compact())
                    .isEqualTo("{\"id\":\"db\",\"name\":\"db\",\"state\":\"errored\",\"pid\":null,\"uptime\":null,"
                            + "\"restarts\":3,\"cpu_usage\":0,\"memory_usage\":0,\"exit_code\":null,"
                            + "\"error\":\"exited with code 1 three times\",\"namespace\":\"default\","
                            + "\"instance\":null,\"assigned_port\":8080}");
            assertThat(web.text("state")).isEqualTo("online");
            assertThat(web.integer("pid")).isEqualTo(7);
            assertThat(web.text("uptime")).isEqualTo("1970-01-01T00:16:40Z");
            assertThat(web.integer("memory_usage")).isEqualTo(4096);
            assertThat(web.find("error")).isEmpty();
            JsonObject metrics = told.get(1).object("metrics");
            assertThat(metrics.number("memory_percent")).isEqualTo(25);
            assertThat(metrics.integer("uptime")).isEqualTo(90);
            assertThat(metrics.text("timestamp")).isEqualTo("1970-01-01T00:33:20Z");
        }
    }

    @Test
    void eachChangeIsToldAndARemovalByTheWholeList() {
        try (Broadcast broadcast = begin()) {
            turn(broadcast, 1);
            live.fleet.stopped("web", "stopped by ann");
            live.fleet.publish();
            List<JsonObject> told = turn(broadcast, 2);
            assertThat(types(told)).containsExactly("ProcessUpdate");
            assertThat(told.get(0).object("process").text("state")).isEqualTo("stopped");
            live.fleet.remove("web");
            live.fleet.publish();
            assertThat(types(turn(broadcast, TICK / 2))).containsExactly("ProcessList");
        }
    }

    @Test
    void aSlowClientIsToldOfItAndGetsTheListAgain() {
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(), TICK);
            broadcast.turn(List.of(), 2 * TICK);
            assertThat(link.takeAll()).hasSize(4);
            List<JsonObject> told = turn(broadcast, 2 * TICK + 1);
            assertThat(types(told)).containsExactly("Error", "ProcessList");
            assertThat(told.get(0).text("message")).startsWith("2 messages were left out");
        }
    }
}
