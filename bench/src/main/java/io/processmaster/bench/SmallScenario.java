package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a person meets every day: boot, and status with 1 app and with 100. */
final class SmallScenario implements Scenario {
    private static final int BOOTS = 10;
    private static final int LOOKS = 10;
    private static final int MANY = 100;

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        site.home().define(0, 1, true, site.sleeper());
        results.accept(Row.durations("daemon start to first answer, 1 app", boots(site), ""));
        look(site, 1, results);
        site.home().define(1, MANY, true, site.sleeper());
        look(site, MANY, results);
    }

    private static Samples boots(Site site) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < BOOTS; i++) {
            long begun = System.nanoTime();
            try (DaemonClient client = site.startDaemon().connect()) {
                client.call(Method.STATUS, JsonObject.EMPTY);
                nanos.add(System.nanoTime() - begun);
            }
            site.pulse().next();
            site.stopDaemon();
        }
        return new Samples(nanos);
    }

    private static void look(Site site, int apps, Consumer<Row> results) throws Exception {
        String named = apps == 1 ? "1 app" : apps + " apps";
        long begun = System.nanoTime();
        Daemon daemon = site.startDaemon();
        results.accept(Row.duration(
                "daemon start to " + named + " running", site.pulse().last(apps) - begun, ""));
        daemon.connect().close();
        results.accept(Row.durations("pmctl status, " + named, Samples.of(LOOKS, () -> daemon.pmctl("status")), ""));
        results.accept(Row.value("memory RSS / PSS, " + named, new ProcessFigures(daemon.pid()).memory(), ""));
        site.stopDaemon();
    }
}
