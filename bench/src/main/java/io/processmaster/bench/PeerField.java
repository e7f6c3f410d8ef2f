package io.processmaster.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Supervisors side by side, each with the same apps. What one cannot do ends its part and not that of the others. */
final class PeerField implements AutoCloseable {
    /** In which all apps of a supervisor are to run. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String TOO_LATE = "within " + LIMIT.toSeconds() + " s";

    private final Comparison comparison;
    private final Set<PeerKind> opened = EnumSet.noneOf(PeerKind.class);
    private final Map<PeerKind, Peer> standing = new EnumMap<>(PeerKind.class);
    private final Map<PeerKind, Long> startNanos = new EnumMap<>(PeerKind.class);
    private final Map<PeerKind, Pulse.Beat> beats = new EnumMap<>(PeerKind.class);

    /** Something that is done with each of them. */
    @FunctionalInterface
    interface Step {
        void take(PeerKind kind, Peer peer) throws Exception;
    }

    private PeerField(Comparison comparison) {
        this.comparison = comparison;
    }

    /** All that are installed, one after the other, each up with its apps before the next begins. */
    static PeerField open(PeerTools tools, Apps apps, Comparison comparison) throws Exception {
        return open(List.of(PeerKind.values()), tools, apps, comparison);
    }

    /** Of these kinds those that are installed. */
    static PeerField open(List<PeerKind> kinds, PeerTools tools, Apps apps, Comparison comparison) throws Exception {
        PeerField field = new PeerField(comparison);
        try {
            for (PeerKind kind : kinds) {
                if (tools.missing(kind).isEmpty()) {
                    field.bringUp(kind, tools.open(kind), apps);
                }
            }
            return field;
        } catch (Exception e) {
            field.close();
            throw e;
        }
    }

    private void bringUp(PeerKind kind, Peer peer, Apps apps) throws Exception {
        opened.add(kind);
        standing.put(kind, peer);
        attempt(kind, peer, (same, its) -> {
            its.define(apps);
            long begun = System.nanoTime();
            Optional<Pulse.Beat> last = its.bringUp(apps.count(), LIMIT);
            if (last.isPresent()) {
                beats.put(kind, last.get());
                startNanos.put(kind, last.get().nanos() - begun);
            } else if (apps.count() > 0) {
                throw new IOException(Apps.named(apps.count()) + " did not run " + TOO_LATE);
            }
        });
    }

    /** Takes the step with each in turn, and that so many times: what else the host does hits all alike. */
    void inTurn(int rounds, Step step) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (PeerKind kind : PeerKind.values()) {
                Peer peer = standing.get(kind);
                if (peer != null) {
                    attempt(kind, peer, step);
                }
            }
        }
    }

    /** Adds how long each took from the start of its daemon until all its apps ran. */
    void addStarts(int apps) {
        String row = "daemon start to " + Apps.named(apps) + " running";
        for (PeerKind kind : opened) {
            Long nanos = startNanos.get(kind);
            if (nanos == null) {
                comparison.miss(row, Unit.MILLIS, kind.title(), "not " + TOO_LATE);
            } else {
                add(row, Unit.MILLIS, kind, nanos);
            }
        }
    }

    /** Adds a value for one of them. */
    void add(String row, Unit unit, PeerKind kind, long value) {
        comparison.add(row, unit, kind.title(), value);
    }

    /** The app of that supervisor that started last. */
    Pulse.Beat latest(PeerKind kind) {
        return beats.get(kind);
    }

    /** Waits for the next start of an app of that supervisor. */
    Pulse.Beat next(PeerKind kind) throws IOException, InterruptedException {
        Pulse.Beat beat = standing.get(kind).site().pulse().next();
        beats.put(kind, beat);
        return beat;
    }

    private void attempt(PeerKind kind, Peer peer, Step step) throws Exception {
        try {
            step.take(kind, peer);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.err.println("bench: " + kind.title() + ": " + e.getMessage());
            comparison.note(kind.title() + " did not finish: " + e.getMessage());
            standing.remove(kind);
            peer.close();
        }
    }

    @Override
    public void close() {
        standing.values().forEach(Peer::close);
        standing.clear();
    }
}
