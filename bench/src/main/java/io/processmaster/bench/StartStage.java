package io.processmaster.bench;

/** The command line with few apps and with many: all of them started, and the status of all. */
final class StartStage implements PeerStage {
    private static final int SOME = 25;
    private static final int MANY = 100;
    private static final int STARTS_OF_ONE = 10;
    private static final int STARTS = 5;
    private static final int LOOKS = 30;

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        for (int apps : new int[] {1, SOME, MANY}) {
            try (PeerField field = PeerField.open(tools, Apps.sleeping(apps), comparison)) {
                field.addStarts(apps);
                starts(field, apps, effort.rounds(apps == 1 ? STARTS_OF_ONE : STARTS));
                if (apps != SOME) {
                    looks(field, apps, effort.rounds(LOOKS));
                }
            }
        }
    }

    private static void starts(PeerField field, int apps, int rounds) throws Exception {
        field.inTurn(rounds, (kind, peer) -> {
            peer.run("stop", "all");
            long begun = System.nanoTime();
            Process command = peer.start("start", "all");
            long last = peer.site().pulse().last(apps);
            peer.finish(command);
            field.add(CommandShares.row("start of " + Apps.named(apps)), Unit.MILLIS, kind, last - begun);
        });
    }

    private static void looks(PeerField field, int apps, int rounds) throws Exception {
        field.inTurn(rounds, (kind, peer) -> {
            long begun = System.nanoTime();
            peer.run("status");
            field.add(CommandShares.row("status of " + Apps.named(apps)), Unit.MILLIS, kind, System.nanoTime() - begun);
        });
    }
}
