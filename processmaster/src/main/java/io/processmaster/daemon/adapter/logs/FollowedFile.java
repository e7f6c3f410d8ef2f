package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.adapter.files.Links;
import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.files.TrustedDirectory;
import io.processmaster.daemon.adapter.logs.LogTail.Wanted;
import io.processmaster.daemon.adapter.posix.FileEvents;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.LogReader.Source;
import io.processmaster.daemon.port.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name that is followed: the file that has it now, the one that had it before, and the directories on the way to it.
 *
 * <p>Each directory is watched before the next component is looked up in it, so that no change is missed. Of a hint that
 * is a link to a file in another directory, only that file and the link are watched, not the other directory.
 */
final class FollowedFile implements Closeable {
    /** How long a file is still read after another one took its name: writers need a while to notice. */
    static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_FORMERS = 4;
    private static final int DIRECTORY_NEWS = FileEvents.CREATED
            | FileEvents.MOVED_TO
            | FileEvents.MOVED_FROM
            | FileEvents.DELETED
            | FileEvents.SELF_DELETED
            | FileEvents.SELF_MOVED;
    private static final int FILE_NEWS =
            FileEvents.MODIFIED | FileEvents.ATTRIBUTES | FileEvents.SELF_DELETED | FileEvents.SELF_MOVED;

    private final Source source;
    private final Place place;
    private final Links links;
    private final Identity user;
    private final FileEvents events;
    private final TimeSource time;
    private final Succession succession;
    private Map<Integer, Set<String>> directories = Map.of();
    private Optional<Reading> current = Optional.empty();
    private final Deque<Former> formers = new ArrayDeque<>();

    FollowedFile(Source source, LogOpener opener, FileEvents events, TimeSource time) throws PathRefused {
        AppSpec app = source.app();
        this.source = source;
        place = LogPlaces.place(app, source.file());
        links = LogPlaces.links(app, source.file());
        user = opener.user(app);
        this.events = events;
        this.time = time;
        succession = new Succession(source, user, opener);
    }

    Source source() {
        return source;
    }

    /** Takes the file that is there when following begins; returns its last lines, and those of rotated files before it. */
    List<String> begin(int lines) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Opened> found = look();
            if (found.isEmpty()) {
                succession.settle();
                return List.of();
            }
            int most = Math.max(0, Math.min(lines, FileTail.MAX_LINES));
            Optional<RotatedFiles> rotated = succession.files();
            if (rotated.isEmpty()) {
                return begin(found.get(), most).result();
            }
            try (RotatedFiles files = rotated.get();
                    Snapshot before = Snapshot.of(files, found.get())) {
                LogTail last = begin(found.get(), most);
                last.rotated(files, found.get());
                // Rotated in between, it must be looked at again: what was read may be in the copy as well.
                if ((!last.isMoved() && before.isStill()) || attempt == MAX_ATTEMPTS) {
                    succession.settle(before);
                    return last.result();
                }
            }
            current.ifPresent(Reading::close);
            current = Optional.empty();
        }
    }

    private LogTail begin(Opened file, int most) throws IOException {
        int watch = watch(file);
        long size = FilePosix.status(file.handle()).size();
        FileTail tail = FileTail.lines(file.handle(), size, Math.max(1, most));
        LogLines splitter = tail.splitter();
        List<String> last = new ArrayList<>();
        tail.read(file.handle(), size, splitter, last::addAll);
        Context context = new Context(FileWindow.read(file.handle(), Math.max(0, size - Context.MAX_BYTES), size));
        current = Optional.of(new Reading(file, watch, size, context, splitter));
        Wanted wanted = new Wanted(most, Optional.empty(), Optional.empty());
        LogTail whole = new LogTail(wanted, ZoneOffset.UTC, time);
        whole.lines(
                last.subList(Math.max(0, last.size() - most), last.size()), last.size() >= most || tail.start() > 0);
        return whole;
    }

    /** Looks again who has the name; whoever lost it is read for a while longer. */
    void resync(Moment now) throws IOException {
        Optional<Opened> found = look();
        if (found.isEmpty()) {
            // A file that was only renamed is what its writer still writes to.
            if (current.isPresent() && current.get().isRemoved()) {
                retire(now);
            }
            return;
        }
        Opened file = found.get();
        if (current.isPresent() && current.get().isFile(file.status())) {
            file.close();
            return;
        }
        retire(now);
        succession.settle();
        current = Optional.of(new Reading(file, watch(file), 0, new Context(new byte[0]), new LogLines(false)));
    }

    /** The files to read, former ones first. */
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        formers.forEach(former -> readings.add(former.reading()));
        current.ifPresent(readings::add);
        return readings;
    }

    /** When {@link #expire} has something to do; empty when it has not. */
    Optional<Moment> due() {
        Optional<Moment> farewell = Optional.ofNullable(formers.peek()).map(Former::until);
        return Stream.concat(farewell.stream(), readings().stream().flatMap(reading -> reading.due().stream()))
                .min(Comparator.comparingLong(Moment::nanos));
    }

    /** Gives up lines that stay unfinished, which are returned, and former files whose time is over. */
    List<String> expire(Moment now) {
        List<String> lines = new ArrayList<>();
        for (Reading reading : readings()) {
            if (reading.due().map(now::reached).orElse(false)) {
                lines.addAll(reading.flush());
            }
        }
        while (!formers.isEmpty() && now.reached(formers.peek().until())) {
            formers.remove().reading().close();
        }
        return lines;
    }

    /** The numbers of all its watches. */
    Set<Integer> watches() {
        Set<Integer> watches = new HashSet<>(directories.keySet());
        readings().forEach(reading -> watches.add(reading.watch()));
        return watches;
    }

    /** Whether the news may mean that another file has the name. */
    boolean isMoved(FileEvents.Event event) {
        Set<String> names = directories.get(event.watch());
        // A hint may lead through a link to a file with another name.
        if (names != null && (links == Links.BENEATH || names.contains(event.name()))) {
            return true;
        }
        return event.is(FileEvents.ATTRIBUTES | FileEvents.SELF_DELETED | FileEvents.SELF_MOVED);
    }

    /** Takes note of news that mean that the file is being rotated. */
    void hear(FileEvents.Event event) {
        boolean copied = directories.containsKey(event.watch())
                && (event.name().equals(RotatedName.ofCopy(place.name()))
                        || RotatedName.parse(place.name(), event.name()).isPresent());
        if (event.overflowed() || copied) {
            succession.suspect();
        }
    }

    /** Reads one block of a file that has or had the name; {@code listen} passes on the kernel's news until now. */
    Reading.More more(Reading reading, byte[] block, Moment now, Listening listen) throws IOException {
        return reading.more(
                block,
                now,
                cut -> {
                    listen.listen();
                    boolean live = current.filter(reading::equals).isPresent();
                    return live && (cut || succession.isSuspected());
                },
                succession);
    }

    /** Hears the kernel's news. */
    interface Listening {
        /** Hears what there is, without waiting. */
        void listen() throws IOException;
    }

    /** Whether the news may mean that there is more to read. */
    boolean isGrown(FileEvents.Event event) {
        return event.is(FileEvents.MODIFIED) && !directories.containsKey(event.watch());
    }

    @Override
    public void close() {
        readings().forEach(Reading::close);
    }

    private void retire(Moment now) {
        if (formers.size() == MAX_FORMERS) {
            formers.remove().reading().close();
        }
        current.ifPresent(reading -> formers.add(new Former(reading, now.plus(FAREWELL))));
        current = Optional.empty();
    }

    private int watch(Opened file) throws IOException {
        try {
            return events.watch(file.handle(), FILE_NEWS);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private Optional<Opened> look() throws IOException {
        Map<Integer, Set<String>> watched = new HashMap<>();
        try (TrustedDirectory base = place.open()) {
            return look(base, watched);
        } catch (Unwatched failed) {
            throw failed;
        } catch (IOException notViewable) {
            // What cannot be opened safely is treated like what is not there; the watches tell when that changes.
            return Optional.empty();
        } finally {
            directories = watched;
        }
    }

    private Optional<Opened> look(TrustedDirectory base, Map<Integer, Set<String>> watched) throws IOException {
        List<String> names = List.of(place.relative().split("/", -1));
        note(watched, base.handle(), names.get(0));
        for (int i = 1; i < names.size(); i++) {
            Optional<FileHandle> directory = base.findDirectory(String.join("/", names.subList(0, i)), user, links);
            if (directory.isEmpty()) {
                return Optional.empty();
            }
            try (FileHandle open = directory.get()) {
                note(watched, open, names.get(i));
            }
        }
        return base.openRead(place.relative(), user, links);
    }

    private void note(Map<Integer, Set<String>> watched, FileHandle directory, String name) throws Unwatched {
        int watch;
        try {
            watch = events.watch(directory, DIRECTORY_NEWS);
        } catch (IOException failed) {
            throw new Unwatched(failed);
        }
        watched.computeIfAbsent(watch, any -> new HashSet<>()).add(name);
    }

    /** A file that lost its name, and until when it is read. */
    private record Former(Reading reading, Moment until) {}

    /** The host has no more watches to give. */
    private static final class Unwatched extends IOException {
        private static final long serialVersionUID = 1L;

        Unwatched(IOException cause) {
            super("follow logs: " + cause.getMessage(), cause);
        }
    }
}
