package io.processmaster.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A supervisord of its own, configured well; the one of the host is not touched. */
final class SupervisordPeer extends Peer {
    private Process daemon;

    SupervisordPeer(Site site) {
        super(site);
    }

    @Override
    void define(Apps apps) throws IOException {
        Path script = script(apps);
        StringBuilder text = new StringBuilder(
                """
                [unix_http_server]
                file=%1$s/socket
                [supervisord]
                nodaemon=true
                directory=%1$s
                pidfile=%1$s/pid
                logfile=%1$s/log
                minfds=16384
                minprocs=4096
                [rpcinterface:supervisor]
                supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
                [supervisorctl]
                serverurl=unix://%1$s/socket
                """
                        .formatted(directory()));
        for (int i = 0; i < apps.count(); i++) {
            text.append(
                    """
                    [program:%1$s]
                    command=/bin/sh %2$s
                    startsecs=0
                    autorestart=true
                    stopasgroup=true
                    killasgroup=true
                    stdout_logfile=%3$s/%1$s.log
                    stdout_logfile_maxbytes=%4$s
                    stdout_logfile_backups=50
                    stderr_logfile=%3$s/%1$s.err
                    """
                            .formatted("app-" + i, script, directory(), apps.rotated() ? "10MB" : "50MB"));
        }
        Files.createDirectory(directory());
        Files.writeString(config(), text);
    }

    @Override
    void boot() throws IOException {
        daemon = site().start(
                        new ProcessBuilder(site().within("daemon", List.of("supervisord", "-c", config().toString()))));
        Pause.until("supervisord answers", this::answers);
    }

    private boolean answers() throws IOException {
        if (!daemon.isAlive()) {
            throw new IOException(
                    "supervisord ended: " + Files.readString(site().home().output()));
        }
        if (!Files.exists(socket())) {
            return false;
        }
        try {
            return SupervisordRpc.call(socket(), "supervisor.getAllProcessInfo").contains("200 OK");
        } catch (ConnectException e) {
            // The socket is bound a moment before it listens.
            return false;
        }
    }

    @Override
    Optional<List<String>> launch() {
        return Optional.empty();
    }

    @Override
    ProcessBuilder command(List<String> words) {
        List<String> command = new ArrayList<>(List.of("supervisorctl", "-c", config().toString()));
        command.addAll(words);
        return new ProcessBuilder(command);
    }

    @Override
    List<String> lastLines(String app) {
        // It counts bytes.
        return List.of("tail", "-" + LogLines.SHOWN_BYTES, app);
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
        return NumberedLogs.oldestFirst(directory().resolve(app + ".log"));
    }

    private Path directory() {
        return site().home().work("supervisord");
    }

    private Path config() {
        return directory().resolve("config");
    }

    private Path socket() {
        return directory().resolve("socket");
    }
}
