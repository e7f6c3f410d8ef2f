package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.adapter.disk.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * The growing end of the journal: whole lines go in or nothing does; not safe for use by several threads.
 *
 * <p>What a failed write left behind is cut off before the next one, so that a repeated write repeats no line. A file that
 * somebody removed or replaced is noticed and made anew.
 */
final class Tail implements Closeable {
    /** A file that would grow beyond this is rotated first, in bytes. */
    static final long MAX_BYTES = 8L << 20;

    private final Segments segments;
    private Optional<FileChannel> channel = Optional.empty();
    private Object identity = "";
    private long good;
    private boolean unsynced;

    Tail(Segments segments) {
        this.segments = segments;
    }

    /** Adds these lines, each with its line break, in one piece. */
    void append(byte[] lines) throws IOException {
        try {
            write(lines);
        } catch (IOException e) {
            throw new IOException("writing " + segments.current() + ": " + DurableFile.reason(e), e);
        }
    }

    /** Whether something was written that the disk may not have yet. */
    boolean isUnsynced() {
        return unsynced;
    }

    /** Waits until the disk has everything. */
    void sync() throws IOException {
        // Told once: what the kernel could not write it does not try again.
        unsynced = false;
        if (channel.isPresent()) {
            try {
                channel.get().force(false);
            } catch (IOException e) {
                throw new IOException("syncing " + segments.current() + ": " + DurableFile.reason(e), e);
            }
        }
    }

    private void write(byte[] lines) throws IOException {
        FileChannel out = ready();
        if (good > 0 && good + lines.length > MAX_BYTES) {
            out.force(false);
            close();
            segments.rotate();
            out = ready();
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines);
        while (bytes.hasRemaining()) {
            out.write(bytes, good + bytes.position());
        }
        good += lines.length;
        unsynced = true;
    }

    private FileChannel ready() throws IOException {
        if (channel.isPresent() && channel.get().isOpen() && isStillThere()) {
            FileChannel out = channel.get();
            long size = out.size();
            if (size > good) {
                out.truncate(good);
            }
            good = Math.min(size, good);
            return out;
        }
        close();
        return open();
    }

    private boolean isStillThere() throws IOException {
        try {
            return identity.equals(facts().fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private FileChannel open() throws IOException {
        FileChannel out = FileChannel.open(
                segments.current(),
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                DurableFile.PRIVATE);
        try {
            identity = facts().fileKey();
            good = out.size();
            mend(out);
            DurableFile.syncDirectory(segments.current().getParent());
        } catch (IOException e) {
            out.close();
            throw e;
        }
        channel = Optional.of(out);
        return out;
    }

    /** The last line ends with a line break after this; a torn one is cut off. */
    private void mend(FileChannel out) throws IOException {
        int length = (int) Math.min(good, EntryLine.MAX_BYTES + 1L);
        ByteBuffer end = ByteBuffer.allocate(length);
        int got;
        do {
            got = out.read(end, good - length + end.position());
        } while (got >= 0 && end.hasRemaining());
        int lineBreak = length - 1;
        while (lineBreak >= 0 && end.get(lineBreak) != '\n') {
            lineBreak--;
        }
        if (lineBreak == length - 1) {
            return;
        }
        String torn = new String(end.array(), lineBreak + 1, length - lineBreak - 1, StandardCharsets.UTF_8);
        boolean tooLong = lineBreak < 0 && good > length;
        if (tooLong || EntryLine.decode(torn).isPresent()) {
            out.write(ByteBuffer.wrap(new byte[] {'\n'}), good);
            good++;
        } else {
            good -= length - lineBreak - 1;
            out.truncate(good);
        }
    }

    private BasicFileAttributes facts() throws IOException {
        return Files.readAttributes(segments.current(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            FileChannel old = channel.get();
            channel = Optional.empty();
            old.close();
        }
    }
}
