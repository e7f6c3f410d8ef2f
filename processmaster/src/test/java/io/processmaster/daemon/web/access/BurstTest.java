package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.spec.ConsoleSpec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Ten thousand wrong logins at once: nothing grows, and who knows the password gets in. */
final class BurstTest {
    private static final int MANY = 10_000;
    private static final ConsoleSpec SPEC = new ConsoleSpec(
            "127.0.0.1",
            9001,
            Optional.empty(),
            false,
            List.of(),
            List.of(HtpasswdEntry.of("ann", "right".toCharArray(), 4)),
            Map.of(),
            List.of(),
            false);

    private final WorkByHand work = new WorkByHand();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private final Doorkeeper doorkeeper = doorkeeper(work);

    private Doorkeeper doorkeeper(SlowWork where) {
        return new Doorkeeper(
                new Register(SPEC, PasswordCheck.bcrypt()),
                new KeyedDigest(new SecureRandom()),
                new Sessions(new SecureRandom(), work::nanos),
                (address, user, suppressed) -> {
                    told.incrementAndGet();
                    counted.addAndGet(1 + suppressed);
                },
                where == work ? work::nanos : System::nanoTime,
                where);
    }

    private List<CompletableFuture<Verdict>> burst(IntFunction<String> address) {
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            verdicts.add(doorkeeper.logIn("ann", "wrong" + i, address.apply(i)));
        }
        return verdicts;
    }

    private static long refused(List<CompletableFuture<Verdict>> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.getNow(new Verdict.Unknown(false)) instanceof Verdict.Later)
                .count();
    }

    @Test
    void fromOneAddressFewWaitAndOthersAreNotHeldUp() {
        List<CompletableFuture<Verdict>> verdicts = burst(i -> "192.0.2.1");
        assertThat(refused(verdicts)).isEqualTo(MANY - Checks.MOST_OF_ADDRESS);
        assertThat(work.waiting()).isEqualTo(Checks.MOST_OF_ADDRESS);
        CompletableFuture<Verdict> other = doorkeeper.logIn("ann", "right", "192.0.2.2");
        work.run();
        assertThat(other.join()).isInstanceOf(Verdict.Admitted.class);
        work.pass(Throttle.LONGEST_PAUSE);
        assertThat(verdicts).allMatch(CompletableFuture::isDone);
        assertThat(told).hasValue(1);
    }

    @Test
    void fromTheSameAddressTheRightPasswordIsCheckedWithinThePause() {
        for (int round = 0; round < 3; round++) {
            burst(i -> "192.0.2.1");
            work.pass(Throttle.LONGEST_PAUSE);
        }
        CompletableFuture<Verdict> right = doorkeeper.logIn("ann", "right", "192.0.2.1");
        work.run();
        assertThat(right).isNotDone();
        work.pass(Throttle.LONGEST_PAUSE);
        assertThat(right.join()).isInstanceOf(Verdict.Admitted.class);
        CompletableFuture<Verdict> typo = doorkeeper.logIn("ann", "rihgt", "192.0.2.1");
        work.run();
        assertThat(typo.join()).isEqualTo(new Verdict.Unknown(true));
    }

    @Test
    void fromManyAddressesTheQueueIsBoundedAndThenEmpties() {
        List<CompletableFuture<Verdict>> verdicts = burst(BurstTest::address);
        assertThat(work.waiting()).isEqualTo(Checks.MOST);
        assertThat(refused(verdicts)).isEqualTo(MANY - Checks.MOST);
        assertThat(doorkeeper.logIn("ann", "right", "192.0.2.1").join()).isInstanceOf(Verdict.Later.class);
        work.run();
        CompletableFuture<Verdict> right = doorkeeper.logIn("ann", "right", "192.0.2.1");
        work.run();
        assertThat(right.join()).isInstanceOf(Verdict.Admitted.class);
        assertThat(told).hasValueLessThanOrEqualTo(FailureReports.MOST_IN_PERIOD);
        work.pass(FailureReports.PERIOD);
        var unused = doorkeeper.logIn("ann", "wrong", "192.0.2.9");
        work.run();
        assertThat(counted).hasValue(Checks.MOST + 1L);
    }

    @Test
    void whoHasFailedDoesNotTakeThePlacesOfOthers() {
        for (int i = 0; i < Checks.MOST; i++) {
            var unused = doorkeeper.logIn("ann", "wrong" + i, address(i));
            work.run();
        }
        burst(i -> address(i % Checks.MOST));
        assertThat(work.waiting()).isEqualTo(Checks.MOST_OF_FAILED);
        CompletableFuture<Verdict> right = doorkeeper.logIn("ann", "right", "192.0.2.1");
        work.run();
        assertThat(right.join()).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void aNetworkOfSixthVersionIsOneAddress() {
        burst(i -> "2001:db8:0:1:" + Integer.toHexString(i) + "::1");
        assertThat(work.waiting()).isEqualTo(Checks.MOST_OF_ADDRESS);
    }

    @Test
    void aBrowserThatAsksForManyThingsAtOnceIsCheckedOnce() {
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < Checks.MOST_SHARING; i++) {
            verdicts.add(doorkeeper.logIn("ann", "right", "192.0.2.1"));
        }
        assertThat(work.waiting()).isEqualTo(1);
        assertThat(doorkeeper.logIn("ann", "right", "192.0.2.1").join()).isInstanceOf(Verdict.Later.class);
        work.run();
        assertThat(verdicts).allMatch(verdict -> verdict.join() instanceof Verdict.Admitted);
    }

    @Test
    void realThreadsAreFewAndTheRightPasswordGetsThrough() {
        AuthThreads threads = new AuthThreads(64);
        try (Doorkeeper real = doorkeeper(threads)) {
            List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                verdicts.add(real.logIn("ann", "wrong" + i, address(i)));
            }
            long alive = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("pm-web-auth-"))
                    .count();
            assertThat(alive).isBetween(1L, (long) AuthThreads.MOST_THREADS);
            CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertThat(verdicts).noneMatch(verdict -> verdict.join() instanceof Verdict.Admitted);
            assertThat(real.logIn("ann", "right", "192.0.2.1")
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOf(Verdict.Admitted.class);
        }
    }

    private static String address(int i) {
        return "10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff);
    }

    @Test
    void thePausesDoubleUpToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int failures = 0; failures < 14; failures++) {
            seconds.add(Throttle.pause(failures).toSeconds());
        }
        assertThat(seconds).containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L, 30L);
    }

    @Test
    void thePauseBeginsWithTheLastFailureAndIsForgotten() {
        Throttle throttle = new Throttle();
        for (int i = 0; i < 7; i++) {
            throttle.failed("a", 0);
        }
        assertThat(throttle.due("a", 0, 0)).isEqualTo(Duration.ofSeconds(4).toNanos());
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(throttle.due("a", 0, second)).isEqualTo(4 * second);
        assertThat(throttle.due("a", 0, 9 * second)).isEqualTo(9 * second);
        assertThat(throttle.due("b", 0, second)).isEqualTo(second);
        long later = Throttle.MEMORY.toNanos() + 1;
        assertThat(throttle.failures("a", later)).isZero();
        throttle.succeeded("a");
        assertThat(throttle.due("a", 0, 1)).isEqualTo(1);
    }
}
