package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.LogTail.Wanted;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.LogFiles.LogFile;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogReader;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the log files of apps on this host. */
public final class AppLogReader implements LogReader {
    private static final int MAX_ATTEMPTS = 3;
    private static final String ROTATED =
            "it was rotated while it was read, so lines may be missing or there twice (ask again)";

    private final LogOpener opener;
    private final TimeSource time;
    private final ZoneId zone;

    /**
     * Ready to read.
     *
     * @param accounts whose files an app may have
     * @param time for the bounds of a search and of unfinished lines
     * @param zone of times in log lines that name none
     */
    public AppLogReader(Accounts accounts, TimeSource time, ZoneId zone) {
        opener = new LogOpener(accounts);
        this.time = time;
        this.zone = zone;
    }

    @Override
    public List<Tail> tail(AppSpec spec, Query query) {
        Optional<BoundedSearch> search = query.grep().map(pattern -> new BoundedSearch(pattern, this::nanos));
        List<Tail> tails = new ArrayList<>();
        for (LogFile file : declared(spec, query.file())) {
            try {
                tail(spec, file, query, search).ifPresent(tails::add);
            } catch (IOException refused) {
                tails.add(new Tail(file, List.of(), Optional.of(refused.getMessage())));
            }
        }
        return List.copyOf(tails);
    }

    @Override
    public List<LogFile> declared(AppSpec spec, Optional<String> chosen) {
        return LogPlaces.all(spec).stream()
                .filter(file -> chosen.isEmpty() || isCalled(file, chosen.get()))
                .toList();
    }

    @Override
    public LogFollower follow(List<Source> sources, int lines) throws IOException {
        return InotifyFollower.open(opener, time, sources, lines);
    }

    @Override
    public Optional<Bytes> open(AppSpec spec, LogFile file) throws IOException {
        return opener.open(spec, opener.user(spec), file).map(OpenBytes::new);
    }

    /** A file as it was opened. */
    private record OpenBytes(Opened file) implements Bytes {
        @Override
        public long size() {
            return file.status().size();
        }

        @Override
        public int read(byte[] into, long offset) throws IOException {
            return FilePosix.read(file.handle(), into, offset);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private Optional<Tail> tail(AppSpec spec, LogFile file, Query query, Optional<BoundedSearch> search)
            throws IOException {
        Identity user = opener.user(spec);
        for (int attempt = 1; ; attempt++) {
            Optional<Opened> opened = opener.open(spec, user, file);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            Wanted wanted = new Wanted(Math.max(0, Math.min(query.lines(), FileTail.MAX_LINES)), query.since(), search);
            LogTail tail = new LogTail(wanted, zone, time);
            try (Opened live = opened.get()) {
                boolean settled = look(spec, user, file, live, tail);
                if (settled || attempt == MAX_ATTEMPTS) {
                    List<String> lines = tail.result();
                    return Optional.of(new Tail(file, lines, settled ? tail.notice() : Optional.of(ROTATED)));
                }
            }
        }
    }

    /** Reads live and rotated files; false when a rotation came between, so that lines may be missing or there twice. */
    private boolean look(AppSpec spec, Identity user, LogFile file, Opened live, LogTail tail) throws IOException {
        Optional<RotatedFiles> rotated = opener.rotated(spec, user, file);
        if (rotated.isEmpty()) {
            tail.live(live, live.status().size());
            return true;
        }
        try (RotatedFiles files = rotated.get();
                Snapshot before = Snapshot.of(files, live)) {
            tail.live(live, before.size());
            tail.rotated(files, live);
            return !tail.isMoved() && before.isStill();
        }
    }

    private static boolean isCalled(LogFile file, String chosen) {
        return file.name().equals(chosen)
                || file.declared().equals(chosen)
                || file.path().equals(chosen)
                || file.declared().equals("./" + chosen);
    }

    private long nanos() {
        return time.now().nanos();
    }
}
