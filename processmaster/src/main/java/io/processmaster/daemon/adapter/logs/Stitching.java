package io.processmaster.daemon.adapter.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Puts the pieces of a log together again, oldest first, so that a line that two of them share is one line. */
final class Stitching {
    private final LogTail.Wanted wanted;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean timed;
    private boolean reached;
    private String begun = "";

    Stitching(LogTail.Wanted wanted) {
        this.wanted = wanted;
    }

    /** Adds the next newer piece. */
    void add(Passing piece) {
        if (piece.first().isPresent()) {
            line(piece, begun + piece.first().get());
            begun = "";
        }
        if (isShown()) {
            lines.addAll(piece.untimed());
        }
        if (piece.isTimed() && !timed) {
            timed = true;
            lines.clear();
        }
        lines.addAll(piece.lines());
        reached = piece.isTimed() ? piece.isReached() : reached;
        begun += piece.rest().orElse("");
        if (begun.length() > LogLines.MAX_LINE_BYTES) {
            begun = begun.substring(0, LogLines.MAX_LINE_BYTES);
        }
    }

    /** Ends the last line, of the newest piece. */
    List<String> end(Passing newest) {
        if (!begun.isEmpty()) {
            line(newest, begun);
        }
        return soFar();
    }

    /** What there is, where the search was given up. */
    List<String> soFar() {
        List<String> all = new ArrayList<>(lines);
        return all.subList(Math.max(0, all.size() - wanted.most()), all.size());
    }

    /** Whether any line had a time. */
    boolean isTimed() {
        return timed;
    }

    // A line without a time belongs to the line before; while no line had one, all may have to be shown.
    private void line(Passing piece, String line) {
        if (wanted.since().isPresent()) {
            Optional<Instant> time = piece.time(line);
            if (time.isPresent()) {
                if (!timed) {
                    lines.clear();
                }
                timed = true;
                reached |= !time.get().isBefore(wanted.since().get());
            }
        }
        if (isShown()) {
            try {
                if (wanted.matches(line)) {
                    lines.add(line);
                }
            } catch (BoundedSearch.GivenUp toldAlready) {
                // What was found before still counts.
                return;
            }
        }
    }

    private boolean isShown() {
        return wanted.since().isEmpty() || !timed || reached;
    }
}
