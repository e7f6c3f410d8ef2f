package io.processmaster.daemon.adapter.provision;

import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Pin;
import io.processmaster.daemon.adapter.posix.DirectoryEntries;
import io.processmaster.daemon.adapter.posix.EntryName;
import io.processmaster.daemon.adapter.posix.FileFault;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FileKind;
import io.processmaster.daemon.adapter.posix.FilePosix;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Gives a directory and everything below it away, a directory after what is in it.
 *
 * <p>Each directory on the way down stays open, and every entry is reached by one name from the directory that it is in:
 * never by a path, never by {@code ..}. A directory that its owner moves elsewhere meanwhile leads nowhere else.
 * What the walk takes is bounded by its own limits, not by what somebody built.
 */
final class GivingWalk implements Closeable {
    static final int MAX_DEPTH = 256;
    static final int MAX_ENTRIES = 1_000_000;

    private final NewOwner owner;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int seen;
    private int given;

    private GivingWalk(NewOwner owner) {
        this.owner = owner;
    }

    private record Level(FileHandle directory, DirectoryEntries entries, String name) {}

    /**
     * Walks.
     *
     * @return how many had another owner before
     */
    static int give(Pin top, NewOwner owner) throws IOException {
        try (GivingWalk walk = new GivingWalk(owner)) {
            walk.enter(top, top.path());
            while (!walk.levels.isEmpty()) {
                walk.step();
            }
            return walk.given;
        }
    }

    private void step() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the daemon is shutting down");
        }
        Level level = levels.getLast();
        try {
            Optional<EntryName> name = level.entries().next();
            if (name.isPresent()) {
                look(level, name.get());
            } else {
                given += owner.take(level.directory()) ? 1 : 0;
                levels.removeLast();
                level.directory().close();
            }
        } catch (FileFault fault) {
            throw Pin.explain(path(), fault);
        }
    }

    private void look(Level level, EntryName name) throws IOException {
        if (++seen > MAX_ENTRIES) {
            throw new PathRefused(levels.getFirst().name() + ": has more than " + MAX_ENTRIES
                    + " entries below it (name the paths one by one, or change the owner by hand)");
        }
        Optional<Pin> found;
        try {
            found = Pin.entry(level.directory(), name);
        } catch (FileFault fault) {
            throw Pin.explain(path(name), fault);
        }
        if (found.isPresent()) {
            try (Pin pin = found.get()) {
                take(pin, name);
            } catch (FileFault fault) {
                throw Pin.explain(path(name), fault);
            }
        }
    }

    private void take(Pin pin, EntryName name) throws IOException {
        if (NewOwner.isLeftAlone(pin.status())) {
            return;
        }
        String problem = NewOwner.problemWith(pin.status());
        if (!problem.isEmpty()) {
            throw new PathRefused(Pin.shown(path(name)) + ": " + problem);
        }
        if (pin.status().kind() == FileKind.DIRECTORY) {
            enter(pin, name.toString());
        } else {
            given += owner.take(pin.handle()) ? 1 : 0;
        }
    }

    private void enter(Pin directory, String name) throws IOException {
        if (levels.size() == MAX_DEPTH) {
            throw new PathRefused(Pin.shown(levels.getFirst().name()) + ": has directories more than " + MAX_DEPTH
                    + " deep below it (name the paths one by one, or change the owner by hand)");
        }
        FileHandle readable =
                FilePosix.reopen(directory.handle(), "directory", FilePosix.O_RDONLY | FilePosix.O_DIRECTORY);
        levels.addLast(new Level(readable, new DirectoryEntries(readable), name));
    }

    private String path(EntryName last) {
        return path() + "/" + last;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (Level level : levels) {
            path.append(path.length() == 0 ? "" : "/").append(level.name());
        }
        return path.toString();
    }

    @Override
    public void close() {
        Iterator<Level> deepestFirst = levels.descendingIterator();
        while (deepestFirst.hasNext()) {
            deepestFirst.next().directory().close();
        }
    }
}
