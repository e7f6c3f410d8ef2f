package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
    private final Lanes lanes = new Lanes(4);

    @AfterEach
    void close() {
        lanes.close();
    }

    private static AppName app(int number) {
        return new AppName("app-" + number);
    }

    @Test
    void theWorkOfEachAppIsDoneInItsOrder() throws InterruptedException {
        Random random = new Random(11);
        int apps = 9;
        int works = 3_000;
        Map<Integer, List<Integer>> done = new HashMap<>();
        Map<Integer, List<Integer>> wanted = new HashMap<>();
        for (int i = 0; i < apps; i++) {
            done.put(i, Collections.synchronizedList(new ArrayList<>()));
            wanted.put(i, new ArrayList<>());
        }
        CountDownLatch left = new CountDownLatch(works);
        for (int i = 0; i < works; i++) {
            int app = random.nextInt(apps);
            int number = i;
            wanted.get(app).add(number);
            lanes.submit(app(app), () -> {
                done.get(app).add(number);
                left.countDown();
            });
        }
        left.await();
        assertThat(done).isEqualTo(wanted);
    }

    @Test
    void differentAppsAreWorkedForSideBySide() throws InterruptedException {
        CyclicBarrier meeting = new CyclicBarrier(4);
        CountDownLatch met = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            lanes.submit(app(i), () -> {
                try {
                    meeting.await(10, TimeUnit.SECONDS);
                    met.countDown();
                } catch (Exception e) {
                    throw new IllegalStateException("the others did not come", e);
                }
            });
        }
        met.await();
    }

    @Test
    void workThatThrowsDoesNotBlockItsLane() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        lanes.submit(app(1), () -> {
            throw new IllegalStateException("on purpose");
        });
        lanes.submit(app(1), reached::countDown);
        reached.await();
    }

    @Test
    void closingWaitsForWhatIsUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        lanes.submit(app(1), () -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.add("first");
        });
        lanes.submit(app(1), () -> done.add("second"));
        begun.await();
        Thread closing = new Thread(lanes::close);
        closing.start();
        go.countDown();
        closing.join();
        assertThat(done).containsExactly("first", "second");
    }
}
