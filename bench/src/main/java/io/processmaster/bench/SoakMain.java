package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code SoakMain TREE RESULTS JCMD [--minutes N]}: loads a daemon for N minutes and tells what it took of the host. */
public final class SoakMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MINUTES = 60;
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private SoakMain() {}

    /** As {@code bench/soak} calls it. */
    public static void main(String[] args) throws Exception {
        boolean fits = args.length == 3
                || (args.length == 5 && args[3].equals("--minutes") && args[4].matches("[1-9]\\d{0,4}"));
        if (!fits) {
            System.err.println("usage: bench/soak [--minutes " + MINUTES + "]");
            System.exit(USAGE);
        }
        int minutes = args.length == 3 ? MINUTES : Integer.parseInt(args[4]);
        try {
            soak(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Duration.ofMinutes(minutes));
        } catch (IOException | DaemonUnreachable | RpcFailure e) {
            System.err.println("bench/soak: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void soak(Path tree, Path results, Path jcmd, Duration length) throws Exception {
        String host = HostFacts.describe();
        System.out.println(host);
        int port = FreePort.find();
        try (Site site = Site.open(tree, "web_console: {enabled: true, port: " + port + "}")) {
            SoakFleet.define(site.home());
            Daemon daemon = site.startDaemon();
            wantAllApps(daemon);
            Pause.last(SETTLING);
            SoakSampler sampler = new SoakSampler(daemon.pid(), site.home().state(), jcmd);
            List<SoakSample> samples;
            SoakCalls calls = new SoakCalls();
            try (SoakClients clients = new SoakClients(daemon, site.home(), port, calls)) {
                clients.start();
                samples = sampler.sample(length, results.resolve("soak.csv"));
            }
            String work = ConsoleFigures.ask(port).work();
            String title =
                    SoakFleet.SERVICES + " services, " + SoakFleet.JOBS + " jobs, " + length.toMinutes() + " min";
            Files.writeString(
                    results.resolve("soak.svg"), SoakPlot.draw("ProcessMaster under load: " + title, samples));
            String text = host + "\n\n" + new SoakSummary(samples).markdown() + "\n" + work + "\n" + calls.summary()
                    + "\nLoad after the end " + HostFacts.load() + ".\n";
            Files.writeString(results.resolve("summary.md"), text);
            System.out.print(text);
            System.out.println("written to " + results);
        }
    }

    private static void wantAllApps(Daemon daemon) throws IOException, DaemonUnreachable, RpcFailure {
        try (DaemonClient connection = daemon.connect()) {
            JsonObject strict = JsonObject.builder().put("strict", true).build();
            connection.call(Method.UPDATE, strict);
            int apps = connection
                    .call(Method.STATUS, JsonObject.EMPTY)
                    .array("apps")
                    .values()
                    .size();
            if (apps != SoakFleet.SERVICES + SoakFleet.JOBS) {
                throw new IOException("the daemon knows " + apps + " apps");
            }
        }
    }
}
