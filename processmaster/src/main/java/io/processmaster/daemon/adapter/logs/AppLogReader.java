package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Opened;
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

    private Optional<Tail> tail(AppSpec spec, LogFile file, Query query, Optional<BoundedSearch> search)
            throws IOException {
        Optional<Opened> opened = opener.open(spec, opener.user(spec), file);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Opened open = opened.get()) {
            return Optional.of(tail(open, file, query, search));
        }
    }

    private Tail tail(Opened open, LogFile file, Query query, Optional<BoundedSearch> search) throws IOException {
        boolean filtered = query.since().isPresent() || search.isPresent();
        int most = Math.max(0, Math.min(query.lines(), FileTail.MAX_LINES));
        long size = open.status().size();
        FileTail end = filtered ? FileTail.whole(size) : FileTail.lines(open.handle(), size, most);
        LeadingTime times = new LeadingTime(zone, open.status().modified());
        TailFilter filter = new TailFilter(most, query.since(), times, search);
        LogLines splitter = end.splitter();
        end.read(open.handle(), size, splitter, filter::add);
        splitter.flush().map(List::of).ifPresent(filter::add);
        return new Tail(file, filter.lines(), filter.notice());
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
