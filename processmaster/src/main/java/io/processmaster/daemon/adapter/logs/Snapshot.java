package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.RotatedFiles.Rotated;
import io.processmaster.daemon.adapter.logs.RotatedFiles.View;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** How a live file and its rotated ones were when reading began, so that a rotation in between is noticed. */
final class Snapshot implements Closeable {
    private final RotatedFiles files;
    private final Opened live;
    private final View view;
    private final boolean copying;
    private final long size;

    private Snapshot(RotatedFiles files, Opened live, View view, boolean copying, long size) {
        this.files = files;
        this.live = live;
        this.view = view;
        this.copying = copying;
        this.size = size;
    }

    /** Takes one; both files stay the caller's. */
    static Snapshot of(RotatedFiles files, Opened live) throws IOException {
        View view = files.view();
        boolean taken = false;
        try {
            boolean copying = isCopying(view, live);
            Snapshot snapshot = new Snapshot(
                    files, live, view, copying, FilePosix.status(live.handle()).size());
            taken = true;
            return snapshot;
        } finally {
            if (!taken) {
                view.close();
            }
        }
    }

    /** The size of the live file. */
    long size() {
        return size;
    }

    /** The newest file that holds what the live file does not hold any more. */
    Optional<Rotated> newest() {
        return copying ? view.newest() : view.pending().or(view::newest);
    }

    /** Whether no rotation emptied the live file or renamed a rotated one since. */
    boolean isStill() throws IOException {
        try (View now = files.view()) {
            return view.equalTo(now)
                    && isCopying(now, live) == copying
                    && FilePosix.status(live.handle()).size() >= size;
        }
    }

    private static boolean isCopying(View view, Opened live) throws IOException {
        return view.pending().isPresent() && Fresh.isCopy(view.pending().get(), live);
    }

    @Override
    public void close() {
        view.close();
    }
}
