package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.rpc.Method;
import io.processmaster.dist.Await;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory is limited, and an end by the kernel's OOM killer is told as such, and nothing else is. */
final class VmMemoryIT {
    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("memory");

    private static final CgroupInGuest MASTER = new CgroupInGuest(machine, "processmaster");
    private static final GuestDaemon DAEMON = new GuestDaemon(machine, MASTER);

    private static final long MIB = 1 << 20;
    private static final String SLEEP = "exec sleep 100000";
    // Keeps all that it reads, which never ends.
    private static final String HOG = "exec tail /dev/zero";
    private static final String LIMIT = "resources: {max_memory: 24MiB, max_swap: 0}";
    private static final String ONCE = "restart_policy: {policy: never}";
    private static final String STRUCK = "the kernel's OOM killer struck";

    @BeforeAll
    static void start() {
        machine.run("fallocate -l 128M /swap && chmod 600 /swap && mkswap -q /swap && swapon /swap")
                .expect(0);
        DAEMON.install();
        DAEMON.start();
    }

    @AfterEach
    void removeApps() {
        DAEMON.removeApps();
    }

    private static RunRecord ended(String app) {
        Await.until(
                app + " has a finished run",
                GuestDaemon.LIMIT,
                () -> DAEMON.lastRun(app).isPresent(),
                () -> DAEMON.status(app).toString());
        return DAEMON.lastRun(app).orElseThrow();
    }

    private static boolean toldOfOom(String app) {
        return DAEMON.events(app).stream().anyMatch(event -> event.event().equals("oom_killed"));
    }

    private static void assertNoOom(String app) {
        assertThat(ended(app).oomKilled()).isFalse();
        assertThat(ended(app).outcome().orElseThrow()).doesNotContain("oom");
        assertThat(DAEMON.status(app).life().lastExit().orElseThrow().oomKilled())
                .isFalse();
        assertThat(toldOfOom(app)).isFalse();
        assertThat(DAEMON.why(app).because().toString()).doesNotContain("OOM");
    }

    @Test
    void theHogIsKilledAndOnlyTheHogAndThatIsTold() {
        DAEMON.define("neighbour", SLEEP, LIMIT).define("free", SLEEP).update();
        List<Long> before = List.of(DAEMON.mainPid("neighbour"), DAEMON.mainPid("free"));
        DAEMON.define("hog", HOG, LIMIT, ONCE).update();
        RunRecord run = ended("hog");

        assertThat(run.oomKilled()).isTrue();
        assertThat(run.outcome()).contains("oom_killed");
        assertThat(run.signal()).contains("SIGKILL");
        AppStatus status = DAEMON.awaitPhase("hog", "FAILED");
        assertThat(status.life().lastExit().orElseThrow().oomKilled()).isTrue();
        assertThat(status.life().reason().orElseThrow()).contains("SIGKILL, " + STRUCK);
        assertThat(DAEMON.events("hog"))
                .anyMatch(event ->
                        event.event().equals("phase_changed") && event.message().contains(STRUCK));
        assertThat(toldOfOom("hog")).isTrue();
        assertThat(DAEMON.why("hog").because())
                .anyMatch(line -> line.startsWith("the last run ended with SIGKILL") && line.contains(STRUCK))
                .contains("its memory is limited by resources.max_memory");
        assertThat(List.of(DAEMON.mainPid("neighbour"), DAEMON.mainPid("free"))).isEqualTo(before);
    }

    @Test
    void aKillByAPersonAndAnExitOfTheSameNumberAreNoOom() {
        DAEMON.define("killed", SLEEP, LIMIT, ONCE)
                .define("exits", "exit 137", LIMIT, ONCE)
                .update();
        machine.run("kill -KILL " + DAEMON.mainPid("killed")).expect(0);

        assertThat(ended("killed").signal()).contains("SIGKILL");
        assertThat(ended("exits").exitCode()).hasValue(137);
        assertNoOom("killed");
        assertNoOom("exits");
    }

    @Test
    void aChildThatIsKilledForWantOfMemoryIsNotMistakenForTheEndOfTheApp() {
        DAEMON.define("parent", "tail /dev/zero; touch survived; " + SLEEP, LIMIT)
                .update();
        long pid = DAEMON.mainPid("parent");
        Await.until(
                "the child is dead",
                GuestDaemon.LIMIT,
                () -> machine.run("test -e /srv/parent/survived").exit() == 0,
                () -> DAEMON.status("parent").toString());
        assertThat(MASTER.app("parent").field("memory.events", "oom_kill")).isEqualTo(1);
        assertThat(DAEMON.mainPid("parent")).isEqualTo(pid);
        assertThat(DAEMON.lastRun("parent")).isEmpty();

        DAEMON.act(Method.STOP, "parent");
        RunRecord run = ended("parent");
        assertThat(run.oomKilled()).isTrue();
        assertThat(run.signal()).contains("SIGTERM");
        assertThat(run.outcome()).contains("stopped");
        assertThat(toldOfOom("parent")).isTrue();
        assertThat(DAEMON.why("parent").because().toString())
                .contains("stopped by", STRUCK)
                .doesNotContain("because the kernel");
    }

    @Test
    void whatTheKernelDidWhileNoDaemonRanIsToldByTheNext() {
        String wait = "until [ -e go ]; do sleep 0.1; done; ";
        DAEMON.define("dies", wait + HOG, LIMIT, ONCE)
                .define("lives", wait + "tail /dev/zero; touch survived; " + SLEEP, LIMIT, ONCE)
                .update();
        DAEMON.mainPid("dies");
        long pid = DAEMON.mainPid("lives");
        DAEMON.stop();
        machine.run("touch /srv/dies/go /srv/lives/go; until [ -e /srv/lives/survived ]; do sleep 0.1; done;"
                        + " while grep -q 'populated 1' " + MASTER.app("dies").path()
                        + "/cgroup.events; do sleep 0.1; done")
                .expect(0);
        DAEMON.start();

        RunRecord dead = ended("dies");
        assertThat(dead.oomKilled()).isTrue();
        assertThat(dead.outcome()).contains("oom_killed");
        assertThat(dead.signal()).isEmpty();
        assertThat(DAEMON.mainPid("lives")).isEqualTo(pid);
        DAEMON.act(Method.STOP, "lives");
        assertThat(ended("lives").oomKilled()).isTrue();
    }

    @Test
    void aLimitBelowWhatALaunchNeedsIsToldAsWhatItIs() {
        DAEMON.define("tiny", SLEEP, "resources: {max_memory: 64KiB, max_swap: 0}", ONCE)
                .update();
        AppStatus status = DAEMON.awaitPhase("tiny", "FAILED");

        // pm-launch gets along with that, and it is the program that the kernel cannot load; a shell would not get that
        // far.
        assertThat(status.life().reason().orElseThrow())
                .containsAnyOf("SIGKILL, " + STRUCK, STRUCK + " before the program was executed (resources.max_memory");
        assertThat(status.life().lastExit().orElseThrow().oomKilled()).isTrue();
        assertThat(ended("tiny").oomKilled()).isTrue();
    }

    @Test
    void aLimitThatIsLoweredBelowWhatIsInUseIsInForceAtOnce() {
        // What the shell itself holds; nobody is left when it is killed.
        String holds = "x=$(head -c 20000000 /dev/zero | tr '\\0' x); touch holding; while :; do sleep 0.2; done";
        DAEMON.define("holder", holds, "resources: {max_memory: 400MiB}", ONCE).update();
        Await.until(
                "it holds memory",
                GuestDaemon.LIMIT,
                () -> machine.run("test -e /srv/holder/holding").exit() == 0,
                () -> DAEMON.status("holder").toString());
        DAEMON.define("holder", holds, "resources: {max_memory: 8MiB, max_swap: 0}", ONCE)
                .update();

        assertThat(ended("holder").oomKilled()).isTrue();
    }

    @Test
    void memoryThatIsHighIsReclaimedAndNobodyIsKilled() {
        machine.run("head -c 60000000 /dev/zero >/srv/file").expect(0);
        DAEMON.define(
                        "reader",
                        "cat /srv/file >/dev/null; touch done; " + SLEEP,
                        "resources: {memory_high: 16MiB}",
                        ONCE)
                .update();
        long pid = DAEMON.mainPid("reader");
        machine.run("sync; echo 1 >/proc/sys/vm/drop_caches").expect(0);
        DAEMON.act(Method.RESTART, "reader");
        Await.until(
                "it has read everything",
                GuestDaemon.LIMIT,
                () -> machine.run("test -e /srv/reader/done").exit() == 0,
                () -> DAEMON.status("reader").toString());

        assertThat(DAEMON.mainPid("reader")).isNotEqualTo(pid);
        assertThat(MASTER.app("reader").field("memory.events", "high")).isPositive();
        assertThat(MASTER.app("reader").field("memory.events", "oom_kill")).isZero();
        assertThat(MASTER.app("reader").number("memory.peak")).isBetween(12 * MIB, 24 * MIB);
    }

    @Test
    void whatMaySwapOutlivesItsLimitAndWhatMayNotIsKilled() {
        String holds = "x=$(head -c 24000000 /dev/zero | tr '\\0' x); touch holding; sleep 100000";
        DAEMON.define("swaps", holds, "resources: {max_memory: 16MiB}", ONCE)
                .define("stays", holds, "resources: {max_memory: 16MiB, max_swap: 0}", ONCE)
                .update();
        Await.until(
                "it holds more than fits",
                GuestDaemon.LIMIT,
                () -> machine.run("test -e /srv/swaps/holding").exit() == 0,
                () -> DAEMON.status("swaps").toString());

        assertThat(MASTER.app("swaps").number("memory.swap.current")).isGreaterThan(4 * MIB);
        assertThat(MASTER.app("swaps").number("memory.current")).isLessThanOrEqualTo(16 * MIB);
        assertThat(DAEMON.figures("swaps").object("memory.swap.current").integer("value"))
                .isGreaterThan(4 * MIB);
        assertThat(ended("stays").oomKilled()).isTrue();
    }

    @Test
    void whenAllAppsTogetherHaveTooMuchTheKernelPicksOneOfThemAndTheDaemonLives() {
        DAEMON.define("neighbour", SLEEP).update();
        long neighbour = DAEMON.mainPid("neighbour");
        DAEMON.stop();
        DAEMON.start("memory_max: 64MiB", "memory_swap_max: 0");
        String daemon = DAEMON.pid();
        assertThat(MASTER.read("memory.max")).isEqualTo("67108864");
        DAEMON.define("hog", HOG, ONCE).update();

        assertThat(ended("hog").oomKilled()).isTrue();
        assertThat(DAEMON.why("hog").because())
                .contains("it has no memory limit of its own, so the host or the master cgroup had no memory left");
        assertThat(DAEMON.mainPid("neighbour")).isEqualTo(neighbour);
        assertThat(DAEMON.pid()).isEqualTo(daemon);
        DAEMON.stop();
        DAEMON.start();
        assertThat(MASTER.read("memory.max")).isEqualTo("max");
        assertThat(MASTER.read("memory.swap.max")).isEqualTo("max");
    }
}
