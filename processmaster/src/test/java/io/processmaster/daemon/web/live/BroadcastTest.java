package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private static final long TICK = Broadcast.TICK.toNanos();
    private static final int ROOMY = 1_000;

    private final FakeLive live = new FakeLive();
    private long wakes;

    private Broadcast begin() {
        return new Broadcast(live, 0, () -> wakes++);
    }

    private static List<JsonObject> take(FakeLink link) {
        return link.takeAll().stream().map(JsonReader::readObject).toList();
    }

    private static List<String> types(FakeLink link) {
        return take(link).stream().map(message -> message.text("type")).toList();
    }

    private static Viewer viewer(FakeLink link, Dialect dialect) {
        Viewer viewer = new Viewer(link, dialect, () -> {});
        viewer.listen();
        return viewer;
    }

    @Test
    void aNewClientIsToldEverythingOnce() {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        live.happen("begun");
        FakeLink link = new FakeLink(ROOMY, Role.VIEWER);
        try (Broadcast broadcast = begin()) {
            long patience = broadcast.turn(List.of(viewer(link, new LiveDialect(true))), 0);
            assertThat(patience).isEqualTo(TICK);
        }
        List<JsonObject> told = take(link);
        assertThat(told.stream().map(message -> message.text("type")))
                .containsExactly("hello", "apps", "usage", "events", "system");
        assertThat(told.get(0).text("role")).isEqualTo("viewer");
        assertThat(told.get(0).bool("allow_create")).isFalse();
        assertThat(told.get(1).bool("full")).isTrue();
        assertThat(told.get(2).object("apps").array("web").values()).hasSize(3);
    }

    @Test
    void oneReadingServesAllAndNobodyIsToldWhatIsAsItWas() {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        List<FakeLink> links = new ArrayList<>();
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            links.add(new FakeLink(ROOMY));
            viewers.add(viewer(links.get(i), new LiveDialect(true)));
        }
        try (Broadcast broadcast = begin()) {
            broadcast.turn(viewers, 0);
            links.forEach(FakeLink::takeAll);
            int before = live.readings.get();
            broadcast.turn(List.of(), TICK);
            assertThat(live.readings.get() - before).isEqualTo(1);
            assertThat(types(links.get(0))).containsExactly("system");
            live.memory.put("web", 8192L);
            broadcast.turn(List.of(), 2 * TICK);
            assertThat(types(links.get(19))).containsExactly("system", "system", "usage");
        }
    }

    @Test
    void aChangeIsToldAtOnceAndABurstTogether() {
        live.fleet.stopped("web", "never started");
        live.fleet.publish();
        FakeLink link = new FakeLink(ROOMY);
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(viewer(link, new LiveDialect(true))), 0);
            link.takeAll();
            long now = TimeUnit.MILLISECONDS.toNanos(500);
            live.fleet.running("web", 7, "started");
            live.fleet.publish();
            assertThat(wakes).isPositive();
            broadcast.turn(List.of(), now);
            assertThat(types(link)).containsExactly("apps");
            for (int pid = 8; pid < 20; pid++) {
                live.fleet.running("web", pid, "restarted");
                live.fleet.publish();
            }
            long patience = broadcast.turn(List.of(), now + 1);
            assertThat(take(link)).isEmpty();
            assertThat(patience).isEqualTo(Broadcast.TOGETHER.toNanos() - 1);
            broadcast.turn(List.of(), now + 1 + patience);
            List<JsonObject> told = take(link);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).array("apps").objects(app -> app.integer("main_pid")))
                    .containsExactly(19L);
        }
    }

    @Test
    void onlyWhoWatchesAnAppIsToldHowItsHistoryGrowsAndItIsReadOnceForAll() {
        live.fleet.running("web", 7, "started");
        live.fleet.running("db", 8, "started");
        live.fleet.publish();
        live.look(1_000);
        List<FakeLink> links = new ArrayList<>();
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            links.add(new FakeLink(ROOMY));
            viewers.add(viewer(links.get(i), i == 3 ? new PmDialect() : new LiveDialect(true)));
        }
        try (Broadcast broadcast = begin()) {
            broadcast.turn(viewers, 0);
            List.of(0, 1, 3).forEach(i -> links.get(i).say("{\"watch\":\"web\"}"));
            broadcast.turn(List.of(), TICK);
            assertThat(live.histories.get()).isZero();
            links.forEach(FakeLink::takeAll);
            live.look(11_000);
            broadcast.turn(List.of(), 2 * TICK);
            assertThat(live.histories.get()).isEqualTo(1);
            for (int i : List.of(0, 1)) {
                JsonObject rows = take(links.get(i)).get(1);
                assertThat(rows.text("type")).isEqualTo("rows");
                assertThat(rows.text("application")).isEqualTo("web");
                assertThat(rows.array("columns").texts()).containsExactly("at_ms", "cpu_percent", "memory_bytes");
                assertThat(rows.array("rows").compact()).isEqualTo("[[11000,0.50,null]]");
            }
            assertThat(types(links.get(2))).containsExactly("system");
            assertThat(types(links.get(3))).doesNotContain("rows");
            links.get(0).say("{\"watch\":null}");
            links.get(1).say("{\"watch\":\"db\"}");
            live.look(21_000);
            broadcast.turn(List.of(), 3 * TICK);
            assertThat(types(links.get(0))).containsExactly("system");
            assertThat(take(links.get(1)).get(1).text("application")).isEqualTo("db");
        }
    }

    @Test
    void whatIsNoWishChangesNothingAndAnAppThatIsNotThereBringsNothing() {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        FakeLink link = new FakeLink(ROOMY);
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(viewer(link, new LiveDialect(true))), 0);
            link.say("{\"watch\":\"web\"}");
            List<String> noWishes = List.of(
                    "",
                    "web",
                    "null",
                    "[\"watch\"]",
                    "{}",
                    "{\"watch\":7}",
                    "{\"watch\":\"../web\"}",
                    "{\"watch\":[\"db\"]}",
                    "{\"watch\":null,\"more\":1}",
                    "{'watch':null}",
                    "{\"watch\":null} x",
                    "{\"watch\":null" + " ".repeat(Wish.MOST_CHARACTERS) + "}");
            noWishes.forEach(link::say);
            link.takeAll();
            live.look(1_000);
            broadcast.turn(List.of(), TICK);
            assertThat(types(link)).containsExactly("system", "rows");
            link.say("{\"watch\":\"nobody\"}");
            live.look(11_000);
            broadcast.turn(List.of(), 2 * TICK);
            assertThat(types(link)).containsExactly("system");
        }
    }

    @Test
    void aSlowClientThatMissedRowsIsToldSo() {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        FakeLink slow = new FakeLink(6);
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(viewer(slow, new LiveDialect(true))), 0);
            slow.say("{\"watch\":\"web\"}");
            live.look(1_000);
            broadcast.turn(List.of(), TICK);
            assertThat(types(slow)).endsWith("system");
            broadcast.turn(List.of(), TICK + 1);
            assertThat(types(slow)).containsExactly("lagged", "apps", "usage");
        }
    }

    @Test
    void aSlowClientIsToldHowMuchItMissedAndThenEverything() {
        live.fleet.running("web", 7, "started");
        live.fleet.publish();
        FakeLink slow = new FakeLink(5);
        FakeLink quick = new FakeLink(ROOMY);
        try (Broadcast broadcast = begin()) {
            Dialect dialect = new LiveDialect(true);
            broadcast.turn(List.of(viewer(slow, dialect), viewer(quick, dialect)), 0);
            broadcast.turn(List.of(), TICK);
            live.happen("one");
            live.happen("two");
            broadcast.turn(List.of(), TICK + 1);
            assertThat(types(quick)).hasSize(5 + 2);
            assertThat(types(slow)).hasSize(5);
            broadcast.turn(List.of(), TICK + 2);
            List<JsonObject> told = take(slow);
            assertThat(told.stream().map(message -> message.text("type"))).containsExactly("lagged", "apps", "usage");
            assertThat(told.get(0).integer("dropped")).isEqualTo(2);
            assertThat(told.get(0).integer("seq")).isEqualTo(6);
            assertThat(told.get(1).bool("full")).isTrue();
        }
    }

    @Test
    void manyAppsOfWhichNothingIsNewAreNotPresentedAgain() {
        for (int i = 0; i < 1_000; i++) {
            live.fleet.stopped("app" + i, "never started");
        }
        live.fleet.publish();
        FakeLink link = new FakeLink(ROOMY);
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(viewer(link, new LiveDialect(true))), 0);
            int before = live.presentations.get();
            live.fleet.running("app500", 9, "started");
            live.fleet.publish();
            broadcast.turn(List.of(), TICK);
            assertThat(live.presentations.get() - before).isEqualTo(1);
        }
    }

    @Test
    void thousandsOfEventsComeInBatchesWithoutAWait() {
        FakeLink link = new FakeLink(ROOMY);
        try (Broadcast broadcast = begin()) {
            broadcast.turn(List.of(viewer(link, new LiveDialect(true))), 0);
            link.takeAll();
            for (int i = 0; i < 250; i++) {
                live.happen("x");
            }
            assertThat(broadcast.turn(List.of(), 1)).isZero();
            assertThat(broadcast.turn(List.of(), 2)).isZero();
            assertThat(broadcast.turn(List.of(), 3)).isPositive();
            assertThat(take(link).stream()
                            .mapToInt(
                                    message -> message.array("events").values().size()))
                    .containsExactly(100, 100, 50);
        }
    }
}
