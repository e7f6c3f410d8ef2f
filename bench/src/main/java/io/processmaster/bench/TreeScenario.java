package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The stop of an app of 100 processes, until the daemon has answered that its cgroup is empty. */
final class TreeScenario implements Scenario {
    private static final int STOPS = 20;
    private static final int PROCESSES = 100;
    private static final String APP = "app-0";

    @Override
    public void measure(Site site, Consumer<Row> results) throws Exception {
        String script =
                "i=1; while [ $i -lt " + PROCESSES + " ]; do sleep 1000000 & i=$((i+1)); done; " + site.sleeper();
        site.home().define(0, 1, true, script);
        List<Long> nanos = new ArrayList<>();
        try (DaemonClient client = site.startDaemon().connect()) {
            for (int i = 0; i < STOPS; i++) {
                site.pulse().next();
                untilComplete(client);
                long begun = System.nanoTime();
                client.call(Method.STOP, Daemon.names(APP));
                nanos.add(System.nanoTime() - begun);
                if (!Daemon.status(client, APP).array("pids").values().isEmpty()) {
                    throw new IOException(APP + " was called stopped, but has processes");
                }
                client.call(Method.START, Daemon.names(APP));
            }
        }
        results.accept(Row.durations("stop of a tree of 100 processes, by RPC", new Samples(nanos), ""));
    }

    private static void untilComplete(DaemonClient client) throws IOException {
        Pause.until("all processes are there", () -> {
            JsonObject app;
            try {
                app = Daemon.status(client, APP);
            } catch (DaemonUnreachable | RpcFailure e) {
                throw new IOException(e.getMessage(), e);
            }
            return app.text("phase").equals("RUNNING")
                    && app.array("pids").values().size() == PROCESSES;
        });
    }
}
