package io.processmaster.bench;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A daemon started by its real launcher; ends with {@link #stop}, its apps with it. */
final class Daemon {
    private static final long STOP_SECONDS = 60;

    private final Path tree;
    private final Home home;
    private final Process process;

    private Daemon(Path tree, Home home, Process process) {
        this.tree = tree;
        this.home = home;
        this.process = process;
    }

    static Daemon start(Path tree, Home home) throws IOException {
        Process process = new ProcessBuilder(
                        tree.resolve("bin/processmaster").toString(),
                        "-c",
                        home.config().toString())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.output().toFile()))
                .start();
        return new Daemon(tree, home, process);
    }

    long pid() {
        return process.pid();
    }

    /** A connection, once it listens. */
    DaemonClient connect() throws IOException, DaemonUnreachable, RpcFailure {
        while (true) {
            Pause.until("the daemon's socket appears", () -> Files.exists(home.socket()) || ended());
            if (ended()) {
                throw new IOException("the daemon ended: " + Files.readString(home.output()));
            }
            try {
                return DaemonClient.connect(home.socket(), BuildInfo.current());
            } catch (DaemonUnreachable e) {
                // The socket is bound a moment before it listens.
                if (e.reason() != DaemonUnreachable.Reason.REFUSED && e.reason() != DaemonUnreachable.Reason.ABSENT) {
                    throw e;
                }
            }
        }
    }

    private boolean ended() {
        return !process.isAlive();
    }

    /** Runs pmctl to its end, output thrown away. */
    int pmctl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                tree.resolve("bin/pmctl").toString(), "-s", home.socket().toString()));
        command.addAll(List.of(arguments));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", arguments) + ": pmctl exited with " + code);
        }
        return code;
    }

    /** The one app of that name as {@code status} shows it. */
    static JsonObject status(DaemonClient client, String app) throws DaemonUnreachable, RpcFailure {
        JsonObject names = names(app);
        return client.call(Method.STATUS, names)
                .array("apps")
                .objects(found -> found)
                .get(0);
    }

    static JsonObject names(String app) {
        return JsonObject.builder()
                .put("names", JsonArray.ofTexts(List.of(app)))
                .build();
    }

    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("the daemon did not end within " + STOP_SECONDS + " s");
        }
    }
}
