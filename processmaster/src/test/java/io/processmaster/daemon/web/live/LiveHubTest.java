package io.processmaster.daemon.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.daemon.control.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveHubTest {
    private static final Dialect DIALECT = new LiveDialect(true);

    private final FakeLive live = new FakeLive();
    private final LiveHub hub = new LiveHub(live, System::nanoTime);

    @AfterEach
    void close() {
        hub.close();
    }

    private FakeLink join() throws Refused {
        FakeLink link = new FakeLink(LiveHub.MAX_LINKS);
        hub.join(link, DIALECT);
        return link;
    }

    private static void read(FakeLink link, LiveClient client) {
        link.takeAll().forEach(client::apply);
    }

    @Test
    void aChangeReachesAClientAndTheThreadLivesOnlyWhileSomebodyLooks() throws Refused {
        assertThat(hub.isRunning()).isFalse();
        for (int round = 0; round < 3; round++) {
            String name = "web" + round;
            FakeLink link = join();
            LiveClient client = new LiveClient();
            live.fleet.running(name, 7, "started");
            live.fleet.publish();
            live.happen("started");
            Eventually.holds("the client knows the app", () -> {
                read(link, client);
                return client.apps.containsKey(name) && client.types.contains("events");
            });
            link.close(1000, "bye");
            Eventually.holds("the thread ends", () -> !hub.isRunning() && live.openFeeds() == 0);
        }
    }

    @Test
    void moreThanTheLimitAreRefusedUntilOneLeaves() throws Refused {
        List<FakeLink> links = new ArrayList<>();
        for (int i = 0; i < LiveHub.MAX_LINKS; i++) {
            links.add(join());
        }
        assertThatThrownBy(this::join).isInstanceOf(Refused.class).hasMessageContaining("close one");
        links.get(3).close(1000, "bye");
        assertThat(join().isOpen()).isTrue();
    }

    @Test
    void allLinksAreClosedWithTheDaemon() throws Refused {
        FakeLink link = join();
        hub.close();
        assertThat(link.closedFor()).contains("1001 the daemon is ending");
        assertThatThrownBy(this::join).isInstanceOf(Refused.class);
        Eventually.holds("the feeds are closed", () -> live.openFeeds() == 0);
    }
}
