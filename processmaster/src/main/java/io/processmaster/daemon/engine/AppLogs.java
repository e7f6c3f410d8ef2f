package io.processmaster.daemon.engine;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.port.LogRotation.Log;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logs of one app, of which one at a time is worked on; only the thread of {@link Rotations} touches it. */
final class AppLogs {
    private record Turn(TrackedLog log, boolean boundary) {
        // By hand, for what a record brings is made at run time, and takes memory that this is not worth.
        @Override
        public boolean equals(Object other) {
            return other instanceof Turn turn && boundary == turn.boundary && log.equals(turn.log);
        }

        @Override
        public int hashCode() {
            return log.hashCode();
        }
    }

    private final Rotations rotations;
    private final Map<String, TrackedLog> logs = new LinkedHashMap<>();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private AppSpec spec;
    private Optional<Turn> current = Optional.empty();
    private boolean counted;

    AppLogs(Rotations rotations, AppSpec spec) {
        this.rotations = rotations;
        this.spec = spec;
    }

    AppSpec spec() {
        return spec;
    }

    boolean isCounted() {
        return counted;
    }

    void counted(boolean now) {
        counted = now;
    }

    void define(AppSpec next, List<Log> files) {
        spec = next;
        Map<String, TrackedLog> before = new LinkedHashMap<>(logs);
        logs.clear();
        for (Log file : files) {
            TrackedLog log =
                    Optional.ofNullable(before.remove(file.path())).orElseGet(() -> new TrackedLog(this, file));
            log.define(file);
            logs.put(file.path(), log);
        }
        before.values().forEach(this::forget);
    }

    void remove() {
        List.copyOf(logs.values()).forEach(this::forget);
        logs.clear();
    }

    private void forget(TrackedLog log) {
        log.remove();
        rotations.settle(log);
        waiting.removeIf(turn -> turn.log().equals(log));
    }

    /** Whether it has no logs and nothing is under way. */
    boolean isDone() {
        return logs.isEmpty() && !isBusy();
    }

    boolean isBusy() {
        return current.isPresent();
    }

    /** Has all of them looked at before long. */
    void expectAll() {
        logs.values().forEach(rotations::activate);
    }

    void lookAtAll(boolean boundary) {
        logs.values().forEach(log -> lookAt(log, boundary));
    }

    /** Has it looked at when its turn comes; once is enough, but for a boundary. */
    void lookAt(TrackedLog log, boolean boundary) {
        if (boundary) {
            log.owe();
        }
        if (!log.isReady(rotations.now())) {
            rotations.activate(log);
            return;
        }
        Turn turn = new Turn(log, log.owesBoundary());
        if (!waiting.contains(turn) && !waiting.contains(new Turn(log, true))) {
            waiting.add(turn);
        }
        next();
    }

    private void next() {
        if (current.isEmpty() && !waiting.isEmpty()) {
            current = Optional.of(waiting.remove());
            rotations.begin(current.get().log(), current.get().boundary());
        }
    }

    /** The answer to what was begun. */
    void done(TrackedLog log, RotationWork.Result result) {
        boolean boundary = current.filter(Turn::boundary).isPresent();
        current = Optional.empty();
        switch (result.kind()) {
            case FAILED -> {
                if (boundary) {
                    log.owe();
                }
                boolean first = log.failed(rotations.now());
                if (first) {
                    rotations.work().tellFailed(log.log(), result.problem());
                }
                rotations.activate(log);
            }
            case ROTATED -> {
                worked(log);
                log.forgetSize();
                active(log);
            }
            case GROWING -> {
                worked(log);
                log.sized(result.size());
                active(log);
            }
            case QUIET -> {
                worked(log);
                log.forgetSize();
                rotations.settle(log);
            }
        }
        next();
        rotations.forgetIfDone(this);
    }

    private void worked(TrackedLog log) {
        if (log.worked()) {
            rotations.work().tellRecovered(log.log());
        }
    }

    // By time, the next boundary is early enough.
    private void active(TrackedLog log) {
        if (spec.logs().rotation().mode() == RotationSpec.Mode.SIZE) {
            rotations.activate(log);
        } else {
            rotations.settle(log);
        }
    }
}
