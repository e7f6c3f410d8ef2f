package io.processmaster.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A supervisord of its own, with its own socket and directory; the one of the host is not touched. */
final class Supervisord implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    private final Path config;
    private final Process process;

    private Supervisord(Path config, Process process) {
        this.config = config;
        this.process = process;
    }

    /** The program, where it is installed. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "supervisord"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with that many sleeping programs and returns once all of them run. */
    static Supervisord start(Path directory, int programs) throws IOException {
        StringBuilder text = new StringBuilder(
                """
                [unix_http_server]
                file=%1$s/socket
                [supervisord]
                directory=%1$s
                pidfile=%1$s/pid
                logfile=%1$s/log
                [rpcinterface:supervisor]
                supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
                [supervisorctl]
                serverurl=unix://%1$s/socket
                """
                        .formatted(directory));
        for (int i = 0; i < programs; i++) {
            text.append("[program:app-").append(i).append("]\ncommand=/bin/sleep 1000000\nstartsecs=0\n");
            text.append("stdout_logfile=NONE\nstderr_logfile=NONE\n");
        }
        Path config = Files.writeString(directory.resolve("config"), text);
        Process process = new ProcessBuilder("supervisord", "-n", "-c", config.toString())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Supervisord started = new Supervisord(config, process);
        try {
            Pause.until("supervisord runs its programs", started::isUp);
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private boolean isUp() throws IOException {
        try {
            return new ProcessBuilder(control("status"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The command line of a {@code supervisorctl} that asks it. */
    List<String> control(String... words) {
        List<String> command = new ArrayList<>(List.of("supervisorctl", "-c", config.toString()));
        command.addAll(List.of(words));
        return command;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException("supervisord did not end within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
