package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** From the kill of an app's main process to the first instruction of the replacement. */
final class CrashScenario implements Scenario {
    private static final int WARM_UPS = 20;
    private static final int KILLS = 100;
    private static final String APP = "app-0";

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        site.home().define(0, 1, true, site.sleeper());
        Daemon daemon = site.startDaemon();
        List<Long> nanos = new ArrayList<>();
        try (DaemonClient client = daemon.connect()) {
            long pid = site.pulse().next().pid();
            for (int i = 0; i < WARM_UPS + KILLS; i++) {
                untilRunning(client, pid);
                long killed = System.nanoTime();
                kill(pid);
                Pulse.Beat beat = site.pulse().next();
                if (i >= WARM_UPS) {
                    nanos.add(beat.nanos() - killed);
                }
                pid = beat.pid();
            }
        }
        results.accept(Row.durations("crash to first instruction of the replacement", new Samples(nanos), "20 ms"));
    }

    /** The daemon knows of the replacement, which has become a single sleeping process. */
    private static void untilRunning(DaemonClient client, long pid) throws IOException {
        Pause.until("pid " + pid + " is running", () -> {
            JsonObject app;
            try {
                app = Daemon.status(client, APP);
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            }
            return app.text("phase").equals("RUNNING")
                    && app.findInteger("main_pid").equals(OptionalLong.of(pid));
        });
    }

    private static void kill(long pid) throws IOException {
        boolean sent = ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
        if (!sent) {
            throw new IOException("kill " + pid + ": no such process");
        }
    }
}
