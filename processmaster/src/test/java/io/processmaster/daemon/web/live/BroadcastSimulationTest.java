package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import io.processmaster.daemon.core.fleet.AppView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, and however slow a client is, in the end it knows exactly what is so. */
class BroadcastSimulationTest {
    private static final int STEPS = 4_000;
    private static final int NAMES = 12;

    private record Seat(FakeLink link, LiveClient client) {}

    private final FakeLive live = new FakeLive();
    private final List<Seat> seats = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5_000_000_000L;
    private long lagged;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void everyClientEndsUpWithTheStateOfTheFleet(long seed) {
        Random random = new Random(seed);
        try (Broadcast broadcast = new Broadcast(live, now, () -> {})) {
            for (int step = 0; step < STEPS; step++) {
                act(random, broadcast);
            }
            live.fleet.publish();
            for (int calm = 0; calm < 4; calm++) {
                now += Broadcast.TICK.toNanos();
                broadcast.turn(List.of(), now);
                seats.forEach(BroadcastSimulationTest::takeAll);
                broadcast.turn(List.of(), now);
                seats.forEach(BroadcastSimulationTest::takeAll);
            }
        }
        assertThat(seats).isNotEmpty();
        seats.forEach(this::knowsAll);
        assertThat(lagged
                        + seats.stream()
                                .mapToLong(seat -> seat.client().dropped)
                                .sum())
                .as("the simulation must have slow clients")
                .isPositive();
    }

    private void act(Random random, Broadcast broadcast) {
        String name = "app" + random.nextInt(NAMES);
        switch (random.nextInt(14)) {
            case 0, 1 -> live.fleet.running(name, 1 + random.nextInt(3), "why " + random.nextInt(3));
            case 2 -> live.fleet.stopped(name, "stopped");
            case 3 -> live.fleet.failed(name, "gave up");
            case 4 -> live.fleet.remove(name);
            case 5 -> live.memory.put(name, (long) random.nextInt(5) << 12);
            case 6 -> live.happen("something");
            case 7 -> live.fleet.publish();
            case 8 -> now += random.nextInt(100_000_000);
            case 9 -> now += random.nextInt(10) == 0 ? 2_500_000_000L : 1_000_000;
            case 10 -> join(random, broadcast);
            case 11 -> leave(random);
            case 12 -> broadcast.turn(List.of(), now);
            default -> {
                if (!seats.isEmpty()) {
                    Seat seat = seats.get(random.nextInt(seats.size()));
                    seat.link().take().ifPresent(seat.client()::apply);
                }
            }
        }
    }

    private void join(Random random, Broadcast broadcast) {
        if (seats.size() < 6) {
            Seat seat = new Seat(new FakeLink(1 + random.nextInt(8)), new LiveClient());
            Viewer viewer = new Viewer(seat.link(), new LiveDialect(true), () -> {});
            viewer.listen();
            seats.add(seat);
            broadcast.turn(List.of(viewer), now);
        }
    }

    private void leave(Random random) {
        if (seats.size() > 3) {
            Seat seat = seats.remove(random.nextInt(seats.size()));
            lagged += seat.client().dropped;
            seat.link().close(1000, "bye");
        }
    }

    private static void takeAll(Seat seat) {
        seat.link().takeAll().forEach(seat.client()::apply);
    }

    private void knowsAll(Seat seat) {
        Map<String, JsonObject> apps = new TreeMap<>();
        Map<String, JsonValue> usage = new TreeMap<>();
        for (AppView view : live.fleet.snapshot().apps()) {
            AppStatus status = live.present(view);
            JsonObject json = JsonReader.readObject(status.toJson().compact());
            apps.put(status.application(), LiveClient.withoutFigures(json));
            if (status.usage().memoryBytes().isPresent()) {
                usage.put(status.application(), LiveClient.figures(json));
            }
        }
        assertThat(seat.client().apps).isEqualTo(apps);
        assertThat(seat.client().usage).isEqualTo(usage);
        assertThat(seat.client().events).isSorted().doesNotHaveDuplicates();
    }
}
