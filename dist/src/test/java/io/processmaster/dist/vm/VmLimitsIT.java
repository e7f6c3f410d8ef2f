package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.processmaster.common.api.AppUsage;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.dist.Await;
import io.processmaster.dist.Exposed;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits of processor, processes and disks hold in the kernel, from the first launch to the last change. */
final class VmLimitsIT {
    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("limits");

    // Two levels, so that controllers have to be enabled on the way down.
    private static final CgroupInGuest MASTER = new CgroupInGuest(machine, "platform/processmaster");
    private static final GuestDaemon DAEMON = new GuestDaemon(machine, MASTER);

    private static final long MIB = 1 << 20;
    private static final String APP = "{app=web}";
    private static final String SLEEP = "exec sleep 100000";
    private static final String SPIN = "while :; do :; done";
    private static final Map<String, String> UNLIMITED = Map.of(
            "cpu.max", "max 100000",
            "memory.high", "max",
            "memory.max", "max",
            "memory.swap.max", "max",
            "pids.max", "max");

    @BeforeAll
    static void start() {
        DAEMON.install();
        DAEMON.start();
    }

    @AfterEach
    void removeApps() {
        DAEMON.removeApps();
    }

    private static void assertLimits(String app, Map<String, String> wanted) {
        assertThat(MASTER.app(app).readAll(wanted.keySet())).isEqualTo(wanted);
    }

    @Test
    void theDaemonEnablesTheControllersOnTheWayDownToItsApps() {
        DAEMON.define("web", SLEEP).update();
        DAEMON.mainPid("web");

        assertThat(MASTER.read("cgroup.subtree_control").split(" ", -1)).contains("cpu", "io", "memory", "pids");
        assertThat(MASTER.app("web").read("cgroup.controllers").split(" ", -1)).contains("cpu", "io", "memory", "pids");
        assertLimits("web", UNLIMITED);
    }

    @Test
    void everyLimitIsWrittenAtTheLaunchChangedLiveAndLifted() {
        DAEMON.define(
                        "web",
                        SLEEP,
                        "resources: {max_cpu: 1.5, memory_high: 48MiB, max_memory: 64MiB, max_swap: 0, max_pids: 77}")
                .update();
        long pid = DAEMON.mainPid("web");
        assertLimits(
                "web",
                Map.of(
                        "cpu.max", "150000 100000",
                        "memory.high", "50331648",
                        "memory.max", "67108864",
                        "memory.swap.max", "0",
                        "pids.max", "77"));

        DAEMON.define("web", SLEEP, "resources: {max_cpu: 250m, max_memory: 128MiB, max_swap: 8MiB, max_pids: 78}")
                .update();
        awaitFile("web", "pids.max", "78");
        assertLimits(
                "web",
                Map.of(
                        "cpu.max", "25000 100000",
                        "memory.high", "max",
                        "memory.max", "134217728",
                        "memory.swap.max", "8388608"));

        DAEMON.define("web", SLEEP).update();
        awaitFile("web", "pids.max", "max");
        assertLimits("web", UNLIMITED);
        assertThat(DAEMON.mainPid("web")).isEqualTo(pid);
    }

    @Test
    void aLimitThatIsGoneFromTheDefinitionIsGoneAtTheNextLaunch() {
        DAEMON.define("web", SLEEP, "resources: {max_cpu: 1.5, max_memory: 64MiB, max_pids: 77}")
                .update();
        DAEMON.mainPid("web");
        DAEMON.act(Method.STOP, "web");
        DAEMON.define("web", SLEEP).update();
        DAEMON.act(Method.START, "web");

        DAEMON.mainPid("web");
        assertLimits("web", UNLIMITED);
    }

    private static void awaitFile(String app, String file, String text) {
        Await.until(
                file + " is " + text,
                GuestDaemon.LIMIT,
                () -> MASTER.app(app).read(file).equals(text),
                () -> DAEMON.events(app).toString());
    }

    @Test
    void limitsThatChangedWhileNoDaemonRanHoldForAnAppThatGoesOn() {
        DAEMON.define("web", SLEEP, "resources: {max_cpu: 500m, max_pids: 77}").update();
        long pid = DAEMON.mainPid("web");
        DAEMON.stop();
        DAEMON.define("web", SLEEP, "resources: {max_cpu: 400m, max_memory: 64MiB}");
        DAEMON.start();

        assertThat(DAEMON.mainPid("web")).isEqualTo(pid);
        awaitFile("web", "pids.max", "max");
        assertLimits("web", Map.of("cpu.max", "40000 100000", "memory.max", "67108864"));
    }

    @Test
    void theProcessorIsThrottledAsTheDefinitionSaysFromNowOn() {
        DAEMON.define("busy", SPIN, "resources: {max_cpu: 300m}").update();
        long pid = DAEMON.mainPid("busy");
        MASTER.app("busy").awaitThrottledTo(300);

        DAEMON.define("busy", SPIN, "resources: {max_cpu: 150m}").update();
        MASTER.app("busy").awaitThrottledTo(150);

        DAEMON.define("busy", SPIN).update();
        MASTER.app("busy").awaitUnlimited(150);
        assertThat(DAEMON.mainPid("busy")).isEqualTo(pid);
    }

    @Test
    void theProcessorOfAllAppsTogetherIsThrottledAsTheDaemonIsTold() {
        DAEMON.define("one", SPIN).define("two", SPIN).update();
        DAEMON.mainPid("one");
        DAEMON.mainPid("two");
        DAEMON.stop();
        DAEMON.start("cpu_max: 300m");
        MASTER.awaitThrottledTo(300);
        assertThat(MASTER.read("cpu.max")).isEqualTo("30000 100000");

        DAEMON.stop();
        DAEMON.start();
        assertThat(MASTER.read("cpu.max")).isEqualTo("max 100000");
    }

    @Test
    void aForkBombIsHeldByItsLimitAndStoppedWhileOthersGoOn() {
        // A shell that cannot fork ends, so a bomb of shells may be over by itself; Perl goes on.
        DAEMON.define("bomb", "exec perl -e \"fork while 1\"", "resources: {max_pids: 40}")
                .define("neighbour", "while :; do echo alive >beat; sleep 0.2; done")
                .update();
        long neighbour = DAEMON.mainPid("neighbour");
        String daemon = DAEMON.pid();
        Await.until(
                "the kernel refuses it more processes",
                GuestDaemon.LIMIT,
                () -> MASTER.app("bomb").field("pids.events", "max") > 0,
                () -> DAEMON.status("bomb").toString());

        assertThat(MASTER.app("bomb").number("pids.current")).isLessThanOrEqualTo(40);
        assertThat(DAEMON.status("bomb").usage().tasks().orElseThrow()).isLessThanOrEqualTo(40);
        machine.run("rm -f /srv/neighbour/beat; until [ -e /srv/neighbour/beat ]; do sleep 0.05; done")
                .expect(0);
        long took = DAEMON.act(Method.STOP, "bomb").stop().orElseThrow().tookMs();

        assertThat(took).isLessThan(30_000);
        assertThat(machine.run("test -e " + MASTER.app("bomb").path()).exit()).isEqualTo(1);
        assertThat(DAEMON.mainPid("neighbour")).isEqualTo(neighbour);
        assertThat(DAEMON.pid()).isEqualTo(daemon);
    }

    @Test
    void oneProcessIsEnoughToBeLaunchedIn() {
        DAEMON.define("web", SLEEP, "resources: {max_pids: 1}").update();
        DAEMON.mainPid("web");

        assertThat(MASTER.app("web").number("pids.max")).isEqualTo(1);
        assertThat(MASTER.app("web").number("pids.current")).isEqualTo(1);
    }

    @Test
    void theShareOfDiskTimeIsSetOrRefusedWithTheFileThatIsMissing() {
        DAEMON.define("plain", SLEEP).update();
        DAEMON.mainPid("plain");
        boolean offered = MASTER.app("plain").has("io.weight");
        DAEMON.define("web", SLEEP, "resources: {io_weight: 321}").update();

        if (offered) {
            DAEMON.mainPid("web");
            assertLimits("web", Map.of("io.weight", "default 321"));
        } else {
            assertThat(DAEMON.awaitPhase("web", "FAILED").life().reason().orElseThrow())
                    .contains("resources.io_weight needs io.weight, which this kernel does not offer");
            assertThat(MASTER.has("web")).isFalse();
        }
        assertThat(DAEMON.status("plain").life().phase()).isEqualTo("RUNNING");
    }

    @Test
    void aControllerThatSomebodyTurnedOffIsTurnedOnAgain() {
        MASTER.write("cgroup.subtree_control", "-pids");
        DAEMON.define("web", SLEEP, "resources: {max_pids: 77}").update();
        DAEMON.mainPid("web");

        assertLimits("web", Map.of("pids.max", "77"));
        assertThat(DAEMON.status("web").usage().tasks().orElseThrow()).isEqualTo(1);
    }

    @Test
    void aLimitWhoseControllerIsOutOfReachIsRefusedAndTheOthersRun() {
        CgroupInGuest platform = new CgroupInGuest(machine, "platform");
        MASTER.write("cgroup.subtree_control", "-pids");
        platform.write("cgroup.subtree_control", "-pids");
        try {
            DAEMON.define("web", SLEEP, "resources: {max_pids: 77}")
                    .define("other", SLEEP, "resources: {max_memory: 64MiB}")
                    .update();

            assertThat(DAEMON.awaitPhase("web", "FAILED").life().reason().orElseThrow())
                    .isEqualTo("resources.max_pids needs the pids controller, which could not be enabled in "
                            + MASTER.path() + "/cgroup.subtree_control");
            assertThat(MASTER.has("web")).isFalse();
            DAEMON.mainPid("other");
            assertLimits("other", Map.of("memory.max", "67108864"));
        } finally {
            platform.write("cgroup.subtree_control", "+pids");
        }
        DAEMON.act(Method.START, "web");
        assertLimits("web", Map.of("pids.max", "77"));
    }

    @Test
    void theFiguresThatAreToldAreThoseOfTheKernel() {
        String works = "head -c 8000000 /dev/zero >data; sync data; x=$(head -c 16000000 /dev/zero | tr '\\0' x);"
                + " for i in 1 2 3 4; do sleep 100000 & done; while :; do :; done";
        DAEMON.define("web", works, "resources: {max_cpu: 200m, max_memory: 64MiB, max_pids: 50}")
                .update();
        CgroupInGuest web = MASTER.app("web");
        DAEMON.mainPid("web");
        // Five tasks: more than ever work at its memory, so that has its final size by then.
        Await.until(
                "it holds memory and has children",
                GuestDaemon.LIMIT,
                () -> web.number("pids.current") == 5 && web.number("memory.current") > 16 * MIB,
                () -> DAEMON.status("web").toString());
        web.awaitThrottledTo(200);

        long usedBefore = web.field("cpu.stat", "usage_usec");
        AppUsage usage = DAEMON.status("web").usage();
        JsonObject figures = DAEMON.figures("web");
        Exposed metrics = metricsFromNowOn();
        long usedAfter = web.field("cpu.stat", "usage_usec");

        long memory = web.number("memory.current");
        assertThat(usage.memoryBytes().orElseThrow()).isCloseTo(memory, withinPercentage(10));
        assertThat(figures.object("memory.current").integer("value")).isCloseTo(memory, withinPercentage(10));
        assertThat(metrics.value("processmaster_app_memory_bytes", APP))
                .isCloseTo((double) memory, withinPercentage(10));
        assertThat(usage.memoryLimitBytes()).hasValue(64 * MIB);
        assertThat(metrics.value("processmaster_app_memory_limit_bytes", APP)).isEqualTo(64.0 * MIB);
        assertThat(usage.tasks()).hasValue(5);
        assertThat(metrics.value("processmaster_app_tasks", APP)).isEqualTo(5);
        assertThat(figures.object("pids.max").integer("value")).isEqualTo(50);

        assertThat(usage.cpuPercent().orElseThrow()).isBetween(1.0, 23.0);
        assertThat(figures.object("cpu.stat").integer("usage_usec")).isBetween(usedBefore, usedAfter);
        assertThat(metrics.value("processmaster_app_cpu_seconds_total", APP) * 1_000_000)
                .isBetween((double) usedBefore, (double) usedAfter);
        assertThat(metrics.value("processmaster_app_cpu_throttled_seconds_total", APP))
                .isPositive();

        long written = Arrays.stream(web.read("io.stat").split("[ \\n]", -1))
                .filter(word -> word.startsWith("wbytes="))
                .mapToLong(word -> Long.parseLong(word.substring("wbytes=".length())))
                .sum();
        assertThat(written).isGreaterThanOrEqualTo(8_000_000);
        assertThat(metrics.value("processmaster_app_io_bytes_total", "{app=web, direction=write}"))
                .isCloseTo((double) written, withinPercentage(10));
        String pressure = "processmaster_app_pressure_seconds_total";
        assertThat(metrics.find(pressure, "{app=web, level=some, resource=cpu}").isPresent())
                .isEqualTo(web.has("cpu.pressure"));
    }

    /** What is told once the daemon has looked again at all apps. */
    private static Exposed metricsFromNowOn() {
        double now =
                Double.parseDouble(machine.run("date +%s.%N").expect(0).stdout().strip());
        AtomicReference<Exposed> metrics = new AtomicReference<>();
        Await.until(
                "the daemon has looked again",
                GuestDaemon.LIMIT,
                () -> {
                    metrics.set(Exposed.parse(machine.run("curl -sSf -u admin:admin http://127.0.0.1:9001/metrics")
                            .expect(0)
                            .stdout()));
                    return metrics.get().value("processmaster_sample_time_seconds", "{}") > now;
                },
                () -> metrics.get().toString());
        return metrics.get();
    }
}
