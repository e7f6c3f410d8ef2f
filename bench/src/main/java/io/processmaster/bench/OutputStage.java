package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An app that writes 100 MB in a million lines, whose logs are rotated at 10 MB. */
final class OutputStage implements PeerStage {
    private static final int ROUNDS = 3;
    private static final int LINES = 1_000_000;
    private static final int WIDTH = 99;
    private static final int REST_SECONDS = 3;
    private static final long STILL_NANOS = 3_000_000_000L;
    private static final long NEARLY_ROTATED = 11_000_000;
    private static final Duration SETTLING = Duration.ofSeconds(30);

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        String seq = "seq -f %0" + WIDTH + ".0f 1 " + LINES;
        Map<String, String> writers = new LinkedHashMap<>();
        writers.put("100 MB in blocks", seq);
        writers.put("100 MB line by line", "stdbuf -oL " + seq);
        for (Map.Entry<String, String> writer : writers.entrySet()) {
            Apps apps = new Apps(1, Script.writer(writer.getValue(), REST_SECONDS), true);
            for (int round = 0; round < effort.rounds(ROUNDS); round++) {
                for (PeerKind kind : PeerKind.values()) {
                    try (PeerField field = PeerField.open(List.of(kind), tools, apps, comparison)) {
                        field.inTurn(1, (same, peer) -> write(field, kind, peer, writer.getKey()));
                    }
                }
            }
        }
    }

    private static void write(PeerField field, PeerKind kind, Peer peer, String what) throws Exception {
        long begun = field.next(kind).nanos();
        long used = peer.processorNanos();
        long written = field.next(kind).nanos();
        untilSettled(peer);
        field.add(what + ": the writer's time", Unit.MILLIS, kind, written - begun);
        field.add(what + ": processor time of the supervisor", Unit.MILLIS, kind, peer.processorNanos() - used);
        NumberedLines lines = NumberedLines.count(peer.logs(Apps.FIRST), WIDTH, LINES);
        field.add(what + ": lines lost of 1,000,000", Unit.COUNT, kind, lines.lost());
        field.add(what + ": lines torn or doubled", Unit.COUNT, kind, lines.wrong());
    }

    /** Nothing comes any more, and what was too large has been rotated, or is not going to be. */
    private static void untilSettled(Peer peer) throws IOException {
        long[] before = {-1, 0};
        Pause.within(SETTLING, () -> {
            List<Path> files = peer.logs(Apps.FIRST);
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.exists(file) ? Files.size(file) : 0;
            }
            if (bytes != before[0]) {
                before[0] = bytes;
                before[1] = System.nanoTime();
            }
            return !files.isEmpty()
                    && Files.size(files.get(files.size() - 1)) < NEARLY_ROTATED
                    && System.nanoTime() - before[1] > STILL_NANOS;
        });
    }
}
