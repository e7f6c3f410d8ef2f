package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** 1,000 defined apps of which 300 run. */
final class FleetScenario implements Scenario {
    private static final int DEFINED = 1_000;
    private static final int ENABLED = 300;
    private static final int LOOKS = 10;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        site.home().define(0, ENABLED, true, site.sleeper());
        site.home().define(ENABLED, DEFINED, false, site.sleeper());
        long begun = System.nanoTime();
        Daemon daemon = site.startDaemon();
        results.accept(Row.duration(
                "daemon start to 300 of 1,000 apps running", site.pulse().last(ENABLED) - begun, "10 s"));
        try (DaemonClient client = daemon.connect()) {
            results.accept(
                    Row.durations("pmctl status, 1,000 apps", Samples.of(LOOKS, () -> daemon.pmctl("status")), "1 s"));
            results.accept(Row.durations(
                    "status by RPC, 1,000 apps",
                    Samples.of(LOOKS, () -> client.call(Method.STATUS, JsonObject.EMPTY)),
                    ""));
        }
        idle(new ProcessFigures(daemon.pid()), results);
        results.accept(Row.duration(
                "pmctl stop all, 300 running",
                Samples.of(1, () -> daemon.pmctl("stop", "all")).median(),
                ""));
        results.accept(startAll(site, daemon));
    }

    private static Row startAll(Site site, Daemon daemon) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        daemon.pmctl("start", "all");
        long ended = System.nanoTime();
        site.pulse().last(ENABLED);
        return Row.duration("pmctl start all, 300 to start", ended - begun, "5 s");
    }

    private static void idle(ProcessFigures figures, Consumer<Row> results) throws IOException {
        Pause.last(SETTLING);
        Map<String, Long> scheduled = figures.scheduledNanos();
        long accounted = figures.accountedNanos();
        long begun = System.nanoTime();
        Pause.last(IDLE);
        long passed = System.nanoTime() - begun;
        results.accept(Row.value(
                "idle processor use, 1,000 apps (schedstat)",
                percent(figures.scheduledNanosSince(scheduled), passed),
                "0.5 %"));
        results.accept(Row.value(
                "idle processor use, 1,000 apps (stat)",
                percent(figures.accountedNanos() - accounted, passed),
                "0.5 %"));
        results.accept(Row.value("threads, 300 running", Integer.toString(figures.threads()), ""));
        results.accept(Row.value("descriptors, 300 running", Integer.toString(figures.descriptors()), ""));
        results.accept(Row.value("memory RSS / PSS, 1,000 apps", figures.memory(), ""));
    }

    private static String percent(long used, long passed) {
        return String.format(Locale.ROOT, "%.3f %%", 100.0 * used / passed);
    }
}
