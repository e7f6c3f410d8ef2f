package io.processmaster.bench;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What daemons take of the host when nothing happens: memory, and processor time. */
final class FootprintStage implements PeerStage {
    private static final int MANY = 100;
    private static final double BILLION = 1e9;

    /** When a supervisor was looked at, and what the threads of its processes had used. */
    private record Mark(long nanos, Map<Long, Map<String, Long>> used) {}

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        for (int apps : new int[] {0, 1, MANY, effort.mostApps()}) {
            try (PeerField field = PeerField.open(tools, Apps.sleeping(apps), comparison)) {
                if (apps > 0) {
                    field.addStarts(apps);
                }
                Pause.last(effort.settling());
                field.inTurn(1, (kind, peer) -> field.add(memory(apps), Unit.MIB, kind, peer.proportionalKib()));
                if (apps >= MANY) {
                    idle(field, apps, effort);
                }
            }
            withConsole(tools, apps, effort, comparison);
        }
    }

    /** All of them in the same time. */
    private static void idle(PeerField field, int apps, Effort effort) throws Exception {
        Map<PeerKind, Mark> before = new EnumMap<>(PeerKind.class);
        field.inTurn(1, (kind, peer) -> before.put(kind, mark(peer)));
        Pause.last(effort.idle());
        field.inTurn(1, (kind, peer) -> {
            Mark begun = before.get(kind);
            long used = 0;
            for (Map.Entry<Long, Map<String, Long>> process : begun.used().entrySet()) {
                used += new ProcessFigures(process.getKey()).scheduledNanosSince(process.getValue());
            }
            long share = Math.round(BILLION * used / (System.nanoTime() - begun.nanos()));
            field.add("idle processor use, " + Apps.named(apps), Unit.PERCENT, kind, share);
        });
    }

    private static Mark mark(Peer peer) throws Exception {
        Map<Long, Map<String, Long>> used = new HashMap<>();
        for (long pid : peer.daemons()) {
            used.put(pid, new ProcessFigures(pid).scheduledNanos());
        }
        return new Mark(System.nanoTime(), used);
    }

    /** By itself, since two processes of Java would share what each of them has alone otherwise. */
    private static void withConsole(PeerTools tools, int apps, Effort effort, Comparison comparison) throws Exception {
        try (Peer peer = tools.openWithConsole()) {
            peer.define(Apps.sleeping(apps));
            peer.bringUp(apps, PeerField.LIMIT);
            Pause.last(effort.settling());
            comparison.add(
                    memory(apps) + ", with the web console",
                    Unit.MIB,
                    PeerKind.PROCESSMASTER.title(),
                    peer.proportionalKib());
        }
    }

    private static String memory(int apps) {
        return "memory (PSS), " + Apps.named(apps);
    }
}
