package io.processmaster.bench;

/** Daemons without apps: from the start of the launcher to the first answer. */
final class BootStage implements PeerStage {
    private static final int BOOTS = 10;

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        for (int round = 0; round < effort.rounds(BOOTS); round++) {
            for (PeerKind kind : PeerKind.values()) {
                if (tools.missing(kind).isEmpty()) {
                    try (Peer peer = tools.open(kind)) {
                        peer.define(Apps.sleeping(0));
                        long begun = System.nanoTime();
                        peer.boot();
                        comparison.add(
                                "daemon start to first answer", Unit.MILLIS, kind.title(), System.nanoTime() - begun);
                    }
                }
            }
        }
    }
}
