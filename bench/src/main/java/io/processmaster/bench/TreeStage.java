package io.processmaster.bench;

import java.time.Duration;

/** Apps of many processes: until the kernel has none of them any more, and what is left of those that leave the family. */
final class TreeStage implements PeerStage {
    private static final int PROCESSES = 100;
    private static final int STOPS = 10;
    private static final int EACH = 10;
    private static final int ALL = 3 * EACH + 1;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofMillis(500);

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        Apps family = new Apps(1, Script.tree(PROCESSES), false);
        try (PeerField field = PeerField.open(tools, family, comparison)) {
            stops(field, effort.rounds(STOPS));
        }
        Apps escaping = new Apps(1, Script.escaping(EACH), false);
        try (PeerField field = PeerField.open(tools, escaping, comparison)) {
            survivors(field);
        }
    }

    private static void stops(PeerField field, int rounds) throws Exception {
        field.inTurn(rounds, (kind, peer) -> {
            Pause.until(PROCESSES + " processes are there", () -> peer.processes() == PROCESSES);
            long begun = System.nanoTime();
            Process command = peer.start("stop", Apps.FIRST);
            Pause.until("all processes are gone", () -> peer.processes() == 0);
            field.add(
                    "stop of a tree of " + PROCESSES + " processes, until none is left",
                    Unit.MILLIS,
                    kind,
                    System.nanoTime() - begun);
            peer.finish(command);
            peer.run("start", Apps.FIRST);
            field.next(kind);
        });
    }

    private static void survivors(PeerField field) throws Exception {
        field.inTurn(1, (kind, peer) -> {
            Pause.until(ALL + " processes are there", () -> peer.processes() == ALL);
            // They exist before they have made their sessions.
            Pause.last(SETTLING);
            peer.run("stop", Apps.FIRST);
            String row = "processes of " + ALL + " left when the app is called stopped";
            field.add(row, Unit.COUNT, kind, peer.processes());
            Pause.last(GRACE);
            field.add(row + ", " + GRACE.toSeconds() + " s later", Unit.COUNT, kind, peer.processes());
        });
    }
}
