package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ProcessMaster as anybody runs it: its launcher, its defaults, its pmctl. */
final class ProcessMasterPeer extends Peer {
    private Daemon daemon;

    ProcessMasterPeer(Site site) {
        super(site);
    }

    @Override
    void define(Apps apps) throws IOException {
        Path script = script(apps);
        for (int i = 0; i < apps.count(); i++) {
            site().home()
                    .define(
                            "app-" + i,
                            "start_command: [/bin/sh, " + script + "]\n",
                            """
                            restart_policy: {restart_backoff_ms: 0, tolerance: {max_restarts: 500, duration: 1m}}
                            """
                                    + (apps.rotated()
                                            ? "logs: {rotation_size: 10m, rotation_backups: 50, compression_enabled: false}\n"
                                            : ""));
        }
    }

    @Override
    void boot() throws Exception {
        daemon = site().startDaemon();
        try (DaemonClient client = daemon.connect()) {
            client.call(Method.STATUS, JsonObject.EMPTY);
        }
    }

    @Override
    Optional<List<String>> launch() {
        return Optional.empty();
    }

    @Override
    ProcessBuilder command(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                site().tree().resolve("bin/pmctl").toString(),
                "-s",
                site().home().socket().toString()));
        command.addAll(words);
        return new ProcessBuilder(command);
    }

    @Override
    List<String> lastLines(String app) {
        return List.of("logs", app);
    }

    @Override
    List<Long> daemons() {
        return List.of(daemon.pid());
    }

    @Override
    Path group() {
        return site().home().cgroup();
    }

    @Override
    List<Path> logs(String app) {
        Path log = site().home().work(app).resolve("logs/stdout.log");
        return NumberedLogs.oldestFirst(log);
    }
}
