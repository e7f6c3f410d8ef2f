package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.app.AppEffect;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.run.ExitStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Runs stop commands inside the cgroups that they are to empty, and waits for them away from the lanes. */
final class StopCommands {
    /** How many stop commands are waited for at once; further ones queue, and their grace goes on running. */
    static final int MAX_WAITING = 32;

    private final Ports ports;
    private final LaunchSequence launches;
    private final BiConsumer<AppName, AppEvent> news;
    private final ThreadPoolExecutor waiting;

    StopCommands(Ports ports, LaunchSequence launches, BiConsumer<AppName, AppEvent> news) {
        this.ports = ports;
        this.launches = launches;
        this.news = news;
        AtomicInteger number = new AtomicInteger();
        waiting = new ThreadPoolExecutor(
                MAX_WAITING, MAX_WAITING, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> {
                    Thread thread = new Thread(r, "pm-stop-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        waiting.allowCoreThreadTimeOut(true);
    }

    void run(AppSpec spec, AppEffect.RunStopCommand effect) {
        int pid;
        try {
            pid = launches.launchStopCommand(spec, effect.run());
        } catch (LaunchRefused e) {
            ended(
                    spec.name(),
                    effect.run(),
                    false,
                    "stop_command: " + e.failure().reason());
            return;
        }
        waiting.execute(() -> await(spec.name(), effect, pid));
    }

    private void await(AppName app, AppEffect.RunStopCommand effect, int pid) {
        Duration left = effect.until().since(ports.time().now());
        Optional<ExitStatus> exit = ports.kernel().awaitChild(pid, left);
        if (exit.isEmpty()) {
            ended(app, effect.run(), true, "stop_command still runs after " + TimeSpan.text(left));
        } else {
            ended(
                    app,
                    effect.run(),
                    exit.get().isSuccess(),
                    "stop_command ended with " + exit.get().words());
        }
    }

    private void ended(AppName app, long run, boolean good, String words) {
        news.accept(app, new AppEvent.StopCommandEnded(run, good, words));
    }
}
