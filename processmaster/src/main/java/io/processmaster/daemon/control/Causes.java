package io.processmaster.daemon.control;

import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.units.DataSize;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.LastExit;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words what an app's state comes from. */
final class Causes {
    private static final String LAUNCH_FAILED = "launch_failed";

    private Causes() {}

    /** What there is to say of the state alone; {@code stuck} are processes that a stop waits for. */
    static List<String> ofState(AppView view, List<String> stuck) {
        AppLife life = view.life();
        List<String> because = new ArrayList<>();
        if (life.state() instanceof AppState.Running running) {
            addRunning(running, because);
        }
        if (life.state() instanceof AppState.Stopping stopping) {
            because.add(
                    switch (stopping.step()) {
                        case COMMAND -> "the stop command runs";
                        case WAITING -> "it was told to stop and has not yet";
                        case KILLED -> "the grace period is over and everything was killed";
                        case STUCK -> "everything was killed, but the kernel cannot end it";
                    });
            stuck.forEach(process -> because.add("waiting for " + process));
        }
        if (life.state() instanceof AppState.Stopped stopped && stopped.finished()) {
            because.add("it ended by itself, and its restart policy ("
                    + policy(view.spec().restart().policy()) + ") lets it rest");
        }
        if (life.facts().isPresent()) {
            addTrigger(life, because);
        }
        return because;
    }

    /** How the newest run ended; empty when there was none, or when it was never executed. */
    static Optional<LastExit> exit(AppLife life, Optional<RunRecord> newest) {
        return wasLaunchFailure(life, newest) ? Optional.empty() : life.lastExit();
    }

    /** What there is to say of the end of the newest run beside the exit itself. */
    static List<String> ofEnd(AppView view, Optional<RunRecord> newest) {
        List<String> because = new ArrayList<>();
        if (wasLaunchFailure(view.life(), newest)) {
            because.add("its program was never executed: "
                    + newest.get().stderrTail().stream().findFirst().orElse("the launch failed"));
        }
        boolean oom = view.life().lastExit().map(LastExit::oomKilled).orElse(false);
        if (oom && !view.spec().resources().maxMemory().equals(DataSize.MAX)) {
            because.add("its memory is limited by resources.max_memory");
        } else if (oom) {
            because.add("it has no memory limit of its own, so the host or the master cgroup had no memory left");
        }
        return because;
    }

    /** Whether the newest run came to nothing before its program was executed. */
    static boolean wasLaunchFailure(AppLife life, Optional<RunRecord> newest) {
        return newest.filter(run -> run.run() == life.state().run() || life.state() instanceof AppState.Starting)
                .map(run -> run.outcome().equals(LAUNCH_FAILED))
                .orElse(false);
    }

    /** A policy as definitions write it. */
    static String policy(RestartSpec.Policy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    private static void addRunning(AppState.Running running, List<String> because) {
        if (running.paused()) {
            because.add("all its processes are frozen");
        }
        running.mainExit()
                .ifPresent(exit -> because.add("its main process ended (" + exit.words() + "), others of it live on"));
    }

    private static void addTrigger(AppLife life, List<String> because) {
        String words = life.trigger().words();
        switch (life.trigger().kind()) {
            case FORCED -> because.add("it runs by force although it is disabled: " + words);
            case ADOPTED ->
                because.add("it was found running when the daemon started, and adopted; how its main process ends may"
                        + " stay unknown");
            default -> {
                if (!words.isEmpty() && !words.equals(life.reason())) {
                    because.add("this run began because: " + words);
                }
            }
        }
    }
}
