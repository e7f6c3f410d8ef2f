package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.fleet.Survival;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written, and when it is said to be. */
@Timeout(10)
final class StateKeeperTest {
    private final Disk disk = new Disk();
    private final List<Boolean> told = new CopyOnWriteArrayList<>();
    private StateKeeper keeper = new StateKeeper(disk, turn -> told.add(turn.good()));

    private static final class Disk implements StateStore {
        final List<SavedFleet> saved = new CopyOnWriteArrayList<>();
        volatile boolean full;

        @Override
        public Loaded load() {
            return new Loaded(Optional.empty(), Optional.empty());
        }

        @Override
        public void save(SavedFleet fleet) throws IOException {
            if (full) {
                throw new IOException("no space left on device");
            }
            synchronized (this) {
                saved.add(fleet);
                notifyAll();
            }
        }

        synchronized void awaitSaves(int count) throws InterruptedException {
            while (saved.size() < count) {
                wait();
            }
        }
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void whatSaysTheSameIsNotWrittenAgainAndYetAnswered() throws InterruptedException {
        List<SavedApp> apps = List.of(app("web"));
        save(apps);
        assertThat(disk.saved).hasSize(1);
        save(apps);
        save(List.of(app("web")));
        assertThat(disk.saved).hasSize(1);
        save(List.of(app("db")));
        assertThat(disk.saved).hasSize(2);
        save(List.of());
        assertThat(disk.saved).hasSize(3);
    }

    @Test
    void theFirstStateIsWrittenEvenOfNoAppsForTheFileIsOfAnotherDaemon() throws InterruptedException {
        save(List.of());
        assertThat(disk.saved).hasSize(1);
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainAlthoughItSaysTheSame() throws InterruptedException {
        List<SavedApp> apps = List.of(app("web"));
        disk.full = true;
        save(apps);
        save(apps);
        assertThat(told).containsExactly(false);
        disk.full = false;
        save(apps);
        assertThat(disk.saved).hasSize(1);
        save(apps);
        assertThat(disk.saved).hasSize(1);
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void whatFollowsAtOnceIsTheSameWriteUnlessSomebodyWaitsOrItIsUrgent() throws InterruptedException {
        keeper.close();
        // No host is so slow that this lull is over before the test is.
        keeper = new StateKeeper(disk, turn -> told.add(turn.good()), Duration.ofHours(1));
        save(List.of());
        offer(false, app("one"));
        offer(false, app("two"));
        assertThat(disk.saved).hasSize(1);
        save(List.of(app("three")));
        assertThat(names()).containsExactly(List.of(), List.of("three"));
        offer(false, app("four"));
        offer(true, app("five"));
        disk.awaitSaves(3);
        assertThat(names()).containsExactly(List.of(), List.of("three"), List.of("five"));
    }

    @Test
    void whatNobodyWaitsForIsWrittenAfterALull() throws InterruptedException {
        save(List.of());
        long begun = System.nanoTime();
        offer(false, app("one"));
        disk.awaitSaves(2);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(StateKeeper.LULL.toNanos());
        assertThat(names()).containsExactly(List.of(), List.of("one"));
    }

    private void offer(boolean now, SavedApp app) {
        keeper.save(now, List.of(app), () -> new SavedFleet("boot", 1, List.of(app)), List.of());
    }

    private List<List<String>> names() {
        return disk.saved.stream()
                .map(fleet ->
                        fleet.apps().stream().map(app -> app.name().text()).toList())
                .toList();
    }

    @Test
    void whatIsLeftIsWrittenAtTheEnd() throws InterruptedException {
        save(List.of());
        keeper.save(false, List.of(app("web")), () -> new SavedFleet("boot", 1, List.of(app("web"))), List.of());
        keeper.close();
        assertThat(disk.saved).hasSize(2);
    }

    private void save(List<SavedApp> apps) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        keeper.save(false, apps, () -> new SavedFleet("boot", 1, apps), List.of(done::countDown));
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static SavedApp app(String name) {
        AppLife life = AppLife.unborn(new Moment(Instant.EPOCH, 0), "never started");
        return Survival.save(new AppName(name), true, life, Optional.empty());
    }
}
