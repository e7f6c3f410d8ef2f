package io.processmaster.bench;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Everybody who asks the daemon during a soak: pollers, followers, an operator, a scraper, a viewer of the console. */
final class SoakClients implements AutoCloseable {
    private static final int POLLERS = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration OPERATE = Duration.ofSeconds(2);
    private static final Duration EDIT = Duration.ofSeconds(30);
    private static final Duration SCRAPE = Duration.ofSeconds(10);
    private static final Duration PMCTL = Duration.ofSeconds(15);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final int THREADS = 8;
    private static final List<Method> TOLD =
            List.of(Method.RESTART, Method.STOP, Method.START, Method.PAUSE, Method.RESUME, Method.SIGNAL);

    private final Daemon daemon;
    private final Home home;
    private final int port;
    private final SoakCalls calls;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final Random random = new Random(1);
    private final List<DaemonClient> open = new ArrayList<>();
    private final List<ConsoleViewer> viewers = new ArrayList<>();
    private int editions;

    SoakClients(Daemon daemon, Home home, int port, SoakCalls calls) {
        this.daemon = daemon;
        this.home = home;
        this.port = port;
        this.calls = calls;
    }

    void start() throws IOException, DaemonUnreachable, RpcFailure {
        for (int i = 0; i < POLLERS; i++) {
            DaemonClient connection = keep(daemon.connect());
            int number = i;
            every(POLL, () -> poll(connection, number));
        }
        every(OPERATE, this::operate);
        every(EDIT, this::edit);
        every(SCRAPE, () -> ConsoleFigures.ask(port));
        every(PMCTL, () -> daemon.pmctl("status"));
        follow(Method.EVENTS_FOLLOW);
        follow(Method.LOGS_FOLLOW);
        viewers.add(ConsoleViewer.open(port, calls));
    }

    /** On a connection that stays, as a program of somebody does. */
    private void poll(DaemonClient connection, int number) throws DaemonUnreachable, RpcFailure {
        connection.call(Method.STATUS, JsonObject.EMPTY);
        if (number % 2 == 0) {
            connection.call(Method.EVENTS, JsonObject.EMPTY);
        } else {
            JsonObject app =
                    JsonObject.builder().put("name", "crasher-" + number).build();
            connection.call(Method.HISTORY, app);
            connection.call(Method.WHY, app);
            connection.call(Method.LOGS, app);
        }
    }

    /** On a connection of its own for each command, as pmctl does. */
    private void operate() throws IOException, DaemonUnreachable, RpcFailure {
        String app = SoakFleet.sleeper(random.nextInt(SoakFleet.SLEEPERS));
        Method method = TOLD.get(random.nextInt(TOLD.size()));
        try (DaemonClient connection = daemon.connect()) {
            connection.call(Method.START, Daemon.names(app));
            if (method == Method.SIGNAL) {
                connection.call(
                        method,
                        JsonObject.builder()
                                .put("name", app)
                                .put("signal", "KILL")
                                .build());
            } else {
                connection.call(method, Daemon.names(app));
            }
            if (method == Method.PAUSE) {
                connection.call(Method.RESUME, Daemon.names(app));
            }
        }
    }

    private void edit() throws IOException, DaemonUnreachable, RpcFailure {
        editions++;
        SoakFleet.talk(home, editions);
        try (DaemonClient connection = daemon.connect()) {
            connection.call(Method.UPDATE, JsonObject.EMPTY);
        }
    }

    private void follow(Method stream) throws IOException, DaemonUnreachable, RpcFailure {
        DaemonClient connection = keep(daemon.connect());
        Thread thread = new Thread(
                () -> {
                    try {
                        String reason = connection.stream(stream, JsonObject.EMPTY, news -> calls.message());
                        calls.failed(stream.wireName() + " ended: " + reason);
                    } catch (DaemonUnreachable | RpcFailure e) {
                        if (!threads.isShutdown()) {
                            calls.failed(stream.wireName() + ": " + e.getMessage());
                        }
                    }
                },
                stream.wireName());
        thread.setDaemon(true);
        thread.start();
    }

    private DaemonClient keep(DaemonClient connection) {
        open.add(connection);
        return connection;
    }

    private void every(Duration pause, Work work) {
        var unused = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                        calls.answered();
                    } catch (Exception e) {
                        if (!threads.isShutdown()) {
                            calls.failed(String.valueOf(e.getMessage()));
                        }
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private interface Work {
        void run() throws Exception;
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(DaemonClient::close);
        viewers.forEach(ConsoleViewer::close);
    }
}
