package io.processmaster.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** One app that is restarted by command, that dies, and that is stopped by command. */
final class SingleStage implements PeerStage {
    private static final int RESTARTS = 20;
    private static final int STOPS = 20;
    private static final int CRASHES = 20;
    private static final int LEAST_MILLIS = 200;
    private static final int RANGE_MILLIS = 1000;
    private static final String RESTART = CommandShares.row("restart of an app", "to its first instruction");
    private static final String STOP = CommandShares.row("stop of an app", "until nothing of it is left");

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        try (PeerField field = PeerField.open(tools, Apps.sleeping(1), comparison)) {
            field.addStarts(1);
            field.inTurn(effort.rounds(RESTARTS), (kind, peer) -> {
                long begun = System.nanoTime();
                Process command = peer.start("restart", Apps.FIRST);
                long lives = field.next(kind).nanos();
                peer.finish(command);
                field.add(RESTART, Unit.MILLIS, kind, lives - begun);
            });
            crashes(field, effort.rounds(CRASHES));
            stops(field, effort.rounds(STOPS));
        }
    }

    /** Until the command has returned and the kernel has no process of the app, whichever comes last. */
    private static void stops(PeerField field, int rounds) throws Exception {
        field.inTurn(rounds, (kind, peer) -> {
            long begun = System.nanoTime();
            peer.run("stop", Apps.FIRST);
            Pause.until("nothing of the app is left", () -> peer.processes() == 0);
            field.add(STOP, Unit.MILLIS, kind, System.nanoTime() - begun);
            peer.run("start", Apps.FIRST);
            field.next(kind);
        });
    }

    /** At times that have nothing to do with each other: a supervisor may look at its apps by a clock. */
    private static void crashes(PeerField field, int rounds) throws Exception {
        Random random = new Random();
        field.inTurn(rounds, (kind, peer) -> {
            Pause.last(Duration.ofMillis(LEAST_MILLIS + random.nextInt(RANGE_MILLIS)));
            long pid = field.latest(kind).pid();
            long begun = System.nanoTime();
            if (!ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
                throw new IOException("kill " + pid + ": no such process");
            }
            long lives = field.next(kind).nanos();
            field.add("crash to first instruction of the replacement", Unit.MILLIS, kind, lives - begun);
        });
    }
}
