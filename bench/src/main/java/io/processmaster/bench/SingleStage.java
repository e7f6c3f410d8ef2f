package io.processmaster.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** One app that is restarted by command, and one that dies. */
final class SingleStage implements PeerStage {
    private static final int RESTARTS = 20;
    private static final int CRASHES = 20;
    private static final int LEAST_MILLIS = 200;
    private static final int RANGE_MILLIS = 1000;

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        try (PeerField field = PeerField.open(tools, Apps.sleeping(1), comparison)) {
            field.addStarts(1);
            field.inTurn(effort.rounds(RESTARTS), (kind, peer) -> {
                long begun = System.nanoTime();
                Process command = peer.start("restart", Apps.FIRST);
                long lives = field.next(kind).nanos();
                peer.finish(command);
                field.add("restart of an app by command, to its first instruction", Unit.MILLIS, kind, lives - begun);
            });
            crashes(field, effort.rounds(CRASHES));
        }
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
