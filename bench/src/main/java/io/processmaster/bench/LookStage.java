package io.processmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people look at with 100 apps there: the last lines of one of them, and what happened. */
final class LookStage implements PeerStage {
    private static final int APPS = 100;
    private static final int LOOKS = 30;
    private static final String LOGS = CommandShares.row("logs of an app", LogLines.SHOWN + " lines");
    private static final String EVENTS = CommandShares.row("events of " + Apps.named(APPS));

    @Override
    public void measure(PeerTools tools, Effort effort, Comparison comparison) throws Exception {
        Apps apps = new Apps(APPS, Script.after(LogLines.writer()), false);
        try (PeerField field = PeerField.open(tools, apps, comparison)) {
            field.inTurn(1, (kind, peer) -> check(peer));
            field.inTurn(effort.rounds(LOOKS), (kind, peer) -> {
                long begun = System.nanoTime();
                peer.run(peer.lastLines(Apps.FIRST).toArray(String[]::new));
                field.add(LOGS, Unit.MILLIS, kind, System.nanoTime() - begun);
            });
            field.inTurn(effort.rounds(LOOKS), (kind, peer) -> {
                // The others keep no events that a command shows.
                if (kind == PeerKind.PROCESSMASTER) {
                    long begun = System.nanoTime();
                    peer.run("events");
                    field.add(EVENTS, Unit.MILLIS, kind, System.nanoTime() - begun);
                }
            });
        }
    }

    /** Each is to show the same, once everything is in its file. */
    private static void check(Peer peer) throws IOException, InterruptedException {
        Pause.until("the log has all lines", () -> bytes(peer) == LogLines.WRITTEN_BYTES);
        Path output = peer.site().home().output();
        int before = Files.readString(output).length();
        peer.run(peer.lastLines(Apps.FIRST).toArray(String[]::new));
        long shown = LogLines.in(Files.readString(output).substring(before));
        if (shown != LogLines.SHOWN) {
            throw new IOException("the command for logs showed " + shown + " lines instead of " + LogLines.SHOWN);
        }
    }

    private static long bytes(Peer peer) throws IOException {
        long bytes = 0;
        for (Path file : peer.logs(Apps.FIRST)) {
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }
}
