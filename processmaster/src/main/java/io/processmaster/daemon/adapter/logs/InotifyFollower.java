package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileEvents;
import io.processmaster.daemon.adapter.posix.FileWait;
import io.processmaster.daemon.adapter.posix.WakeUp;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.LogFollower;
import io.processmaster.daemon.port.LogReader.Source;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows files by the kernel's news of them; an idle one costs nothing. */
final class InotifyFollower implements LogFollower {
    /** The most files of one stream; each may hold two descriptors. */
    static final int MAX_FILES = 1024;

    /**
     * How many characters of last lines are handed out before further files begin with what is new: they are all in
     * memory before the first is on its way.
     */
    static final int MAX_FIRST_CHARACTERS = 4 * 1024 * 1024;

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int MAX_BLOCKS_PER_WAIT = 4;

    private final TimeSource time;
    private final FileEvents events;
    private final WakeUp wakeup;
    private final List<FollowedFile> files = new ArrayList<>();
    private final Map<Integer, Set<FollowedFile>> byWatch = new HashMap<>();
    private final Set<FollowedFile> dirty = new LinkedHashSet<>();
    private final Set<FollowedFile> timed = new LinkedHashSet<>();
    private final List<Chunk> ready = new ArrayList<>();
    private final List<FileEvents.Event> unheard = new ArrayList<>();
    private final byte[] block = new byte[BLOCK_BYTES];

    private InotifyFollower(TimeSource time, FileEvents events, WakeUp wakeup) {
        this.time = time;
        this.events = events;
        this.wakeup = wakeup;
    }

    static InotifyFollower open(LogOpener opener, TimeSource time, List<Source> sources, int lines) throws IOException {
        if (sources.size() > MAX_FILES) {
            throw new PathRefused("follow logs: these are more than " + MAX_FILES + " files (name an app)");
        }
        FileEvents events = new FileEvents();
        InotifyFollower follower;
        try {
            follower = new InotifyFollower(time, events, new WakeUp());
        } catch (IOException failed) {
            events.close();
            throw failed;
        }
        boolean begun = false;
        try {
            long characters = 0;
            for (Source source : sources) {
                characters += follower.begin(source, opener, characters < MAX_FIRST_CHARACTERS ? lines : 0);
            }
            begun = true;
            return follower;
        } finally {
            if (!begun) {
                follower.close();
            }
        }
    }

    @Override
    public List<Chunk> await(Duration limit, int extraFd) throws IOException {
        Moment end = time.now().plus(limit);
        while (true) {
            List<Chunk> chunks = collect();
            hearLate();
            if (!chunks.isEmpty()) {
                return chunks;
            }
            Moment now = time.now();
            boolean[] readable = FileWait.readable(patience(now, end), events.fd(), wakeup.fd(), extraFd);
            if (readable[0]) {
                listen();
                hearLate();
            }
            if (readable[1]) {
                wakeup.reset();
            }
            if (readable[1] || readable[2] || now.reached(end)) {
                return collect();
            }
        }
    }

    @Override
    public void wake() {
        wakeup.ring();
    }

    @Override
    public void close() {
        files.forEach(FollowedFile::close);
        files.clear();
        wakeup.close();
        events.close();
    }

    /** Returns how many characters of last lines there are to hand out. */
    private long begin(Source source, LogOpener opener, int lines) throws IOException {
        FollowedFile file;
        try {
            file = new FollowedFile(source, opener, events, time);
        } catch (PathRefused neverViewable) {
            // One app without a user, say, must not keep the others from being followed.
            return 0;
        }
        files.add(file);
        List<String> last = file.begin(lines);
        index(file, Set.of());
        deliver(file, last);
        dirty.add(file);
        return last.stream().mapToLong(String::length).sum();
    }

    /** How long may be waited: not at all while there is something to read. */
    private Duration patience(Moment now, Moment end) {
        if (!dirty.isEmpty()) {
            return Duration.ZERO;
        }
        Moment next = end;
        for (FollowedFile file : timed) {
            Moment due = file.due().orElse(end);
            next = next.reached(due) ? due : next;
        }
        return next.since(now);
    }

    /** Takes the news that is there; only what concerns the bytes just read is seen to at once. */
    private void listen() throws IOException {
        for (FileEvents.Event event : events.take()) {
            unheard.add(event);
            if (event.overflowed()) {
                files.forEach(file -> file.hear(event));
            }
            byWatch.getOrDefault(event.watch(), Set.of()).forEach(file -> file.hear(event));
        }
    }

    private void hearLate() throws IOException {
        if (!unheard.isEmpty()) {
            List<FileEvents.Event> news = List.copyOf(unheard);
            unheard.clear();
            hear(news);
        }
    }

    private void hear(List<FileEvents.Event> news) throws IOException {
        Set<FollowedFile> moved = new LinkedHashSet<>();
        for (FileEvents.Event event : news) {
            if (event.overflowed()) {
                moved.addAll(files);
            }
            for (FollowedFile file : byWatch.getOrDefault(event.watch(), Set.of())) {
                if (file.isMoved(event)) {
                    moved.add(file);
                } else if (file.isGrown(event)) {
                    dirty.add(file);
                }
            }
            if (event.ended()) {
                byWatch.remove(event.watch());
            }
        }
        for (FollowedFile file : moved) {
            Set<Integer> before = file.watches();
            file.resync(time.now());
            index(file, before);
            dirty.add(file);
        }
    }

    private void index(FollowedFile file, Set<Integer> before) {
        Set<Integer> after = file.watches();
        for (int watch : after) {
            byWatch.computeIfAbsent(watch, any -> new HashSet<>()).add(file);
        }
        for (int watch : before) {
            Set<FollowedFile> users = byWatch.getOrDefault(watch, Set.of());
            if (!after.contains(watch) && users.remove(file) && users.isEmpty()) {
                byWatch.remove(watch);
                events.unwatch(watch);
            }
        }
    }

    private List<Chunk> collect() throws IOException {
        Moment now = time.now();
        for (FollowedFile file : List.copyOf(timed)) {
            // The rest of an unfinished line may be there already, when nobody has looked for a while.
            if (file.due().map(now::reached).orElse(false) && read(file, now)) {
                dirty.add(file);
            } else {
                Set<Integer> before = file.watches();
                deliver(file, file.expire(now));
                index(file, before);
            }
            remember(file);
        }
        for (int i = 0; i < MAX_BLOCKS_PER_WAIT && !dirty.isEmpty(); i++) {
            FollowedFile file = dirty.iterator().next();
            dirty.remove(file);
            if (read(file, now)) {
                dirty.add(file);
            }
            remember(file);
        }
        List<Chunk> chunks = List.copyOf(ready);
        ready.clear();
        return chunks;
    }

    /** Reads one block of each file that has or had the name, the oldest first; true when there may be more. */
    private boolean read(FollowedFile file, Moment now) throws IOException {
        for (Reading reading : file.readings()) {
            Reading.More more = file.more(reading, block, now, this::listen);
            deliver(file, more.lines());
            if (more.again()) {
                return true;
            }
        }
        return false;
    }

    private void remember(FollowedFile file) {
        if (file.due().isPresent()) {
            timed.add(file);
        } else {
            timed.remove(file);
        }
    }

    private void deliver(FollowedFile file, List<String> lines) {
        if (!lines.isEmpty()) {
            ready.add(new Chunk(file.source().app().name(), file.source().file(), lines));
        }
    }
}
