package io.processmaster.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WholeAnswersTest {
    private static final int HALF = WholeAnswers.MOST_WAITING_BYTES / 2;

    private final WholeAnswers answers = new WholeAnswers();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private void later(ThrowingTask task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    private interface ThrowingTask {
        void run() throws Exception;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void letAllEnd() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void oneIsMadeAtATime() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        later(() -> answers.serve(
                () -> {
                    begun.countDown();
                    await(end);
                    made.incrementAndGet();
                    return new byte[1];
                },
                line -> {}));
        await(begun);
        for (int i = 0; i < 3; i++) {
            later(() -> answers.serve(
                    () -> {
                        made.incrementAndGet();
                        return new byte[1];
                    },
                    line -> {}));
        }
        while (answers.queueLength() < 3) {
            Thread.onSpinWait();
        }
        assertThat(made).hasValue(0);
        letAllEnd();
        assertThat(made).hasValue(4);
    }

    @Test
    void clientsThatTakeNothingHoldUpNobodyUntilMuchWaitsForThem() throws Exception {
        CountDownLatch sending = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            later(() -> answers.serve(() -> new byte[HALF], line -> {
                sending.countDown();
                await(end);
            }));
        }
        await(sending);
        assertThatThrownBy(() -> answers.serve(() -> new byte[1], line -> {}))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.BUSY));
        letAllEnd();
        AtomicInteger sent = new AtomicInteger();
        answers.serve(() -> new byte[HALF], line -> sent.set(line.length));
        assertThat(sent).hasValue(HALF);
    }

    @Test
    void oneThatIsLargerThanAllIsSentWhenNothingWaits() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        answers.serve(() -> new byte[3 * HALF], line -> sent.set(line.length));
        assertThat(sent).hasValue(3 * HALF);
    }

    @Test
    void whatGoesWrongLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> answers.serve(
                            () -> {
                                throw new Refused(ErrorKind.UNKNOWN_APP, "no such app");
                            },
                            line -> {}))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> answers.serve(() -> new byte[2 * HALF], line -> {
                        throw new IOException("gone");
                    }))
                    .isInstanceOf(IOException.class);
        }
        answers.serve(() -> new byte[2 * HALF], line -> {});
    }
}
